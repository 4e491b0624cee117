package dev.palisade.local.servicebus.rest;

import dev.palisade.local.servicebus.entity.Destination;
import dev.palisade.local.servicebus.entity.Namespace;
import dev.palisade.local.servicebus.http.HttpAnswer;
import dev.palisade.local.servicebus.http.HttpRequest;
import dev.palisade.local.servicebus.message.AnnotatedMessage;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The operations Send Message and Send Message Batch: all messages of a request are taken, or none. */
public final class Sending {
    private static final String MESSAGES = "messages";
    private static final String CONTENT_TYPE = "Content-Type";

    private final Namespace namespace;
    private final int maxMessageSize;

    /** @param maxMessageSize the largest message or batch taken, in bytes */
    public Sending(Namespace namespace, int maxMessageSize) {
        this.namespace = namespace;
        this.maxMessageSize = maxMessageSize;
    }

    /** Whether a path is that of an entity's messages. A subscription's are among them: to send them there is refused here. */
    public static boolean offers(List<String> path) {
        boolean subscriptions = path.size() == 4 && path.get(1).equalsIgnoreCase("subscriptions");
        return (path.size() == 2 || subscriptions) && path.get(path.size() - 1).equalsIgnoreCase(MESSAGES);
    }

    private static String entity(HttpRequest request) {
        return String.join("/", request.path().subList(0, request.path().size() - 1));
    }

    /**
     * Reads a request, and returns what is then to be done by the broker's one thread.
     *
     * @throws RestException if the request is refused; so does what is returned
     */
    public Supplier<HttpAnswer> prepare(HttpRequest request) {
        if (!request.method().equals("POST")) {
            throw RestException.notAllowed(request.method(), String.join("/", request.path()));
        }
        checkSize(request.body().getLength());
        List<AnnotatedMessage> messages = MessageReader.read(request);
        checkSize(
                messages.stream().mapToLong(message -> message.encode().length).sum());
        return () -> {
            enqueue(entity(request), messages);
            return HttpAnswer.empty(
                    201,
                    request.header(CONTENT_TYPE)
                            .map(type -> Map.of(CONTENT_TYPE, type))
                            .orElse(Map.of()));
        };
    }

    private void checkSize(long bytes) {
        if (bytes > maxMessageSize) {
            throw RestException.tooLarge(maxMessageSize);
        }
    }

    private void enqueue(String path, List<AnnotatedMessage> messages) {
        Destination destination = namespace.destination(path).orElseThrow(() -> RestException.notFound(path));
        if (destination.requiresSession()
                && messages.stream().anyMatch(message -> message.sessionId().isEmpty())) {
            throw RestException.invalid(List.of(
                    "'" + path + "' requires sessions; give each message a SessionId in its BrokerProperties."));
        }
        messages.forEach(destination::enqueue);
    }
}
