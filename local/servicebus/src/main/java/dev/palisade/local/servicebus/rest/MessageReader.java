package dev.palisade.local.servicebus.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.local.servicebus.http.HttpRequest;
import dev.palisade.local.servicebus.message.AnnotatedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes the messages that a request carries: one of its body and headers, or a batch of its body alone. */
final class MessageReader {
    /** To the letter: with a parameter, such as a charset, it is the content type of a single message. */
    private static final String BATCH = "application/vnd.microsoft.servicebus.json";

    private static final String HEADER = "BrokerProperties";
    private static final Pattern ASCII = Pattern.compile("[ -~]*");

    private MessageReader() {}

    /** @throws RestException with everything that is wrong */
    static List<AnnotatedMessage> read(HttpRequest request) {
        List<String> problems = new ArrayList<>();
        Optional<String> contentType = request.header("Content-Type");
        List<AnnotatedMessage> messages =
                contentType.filter(BATCH::equalsIgnoreCase).isPresent()
                        ? new BatchReader(problems).read(request.bodyBytes())
                        : List.of(single(request, contentType, problems));
        if (!problems.isEmpty()) {
            throw RestException.invalid(problems);
        }
        return messages;
    }

    private static AnnotatedMessage single(HttpRequest request, Optional<String> contentType, List<String> problems) {
        Optional<String> sayable =
                contentType.filter(type -> ASCII.matcher(type).matches());
        if (!sayable.equals(contentType)) {
            problems.add("The Content-Type has characters that are not ASCII; write one such as text/plain.");
        }
        return new BrokerPropertiesReader(properties(request, problems), HEADER, problems)
                .read()
                .message(sayable, PropertyHeaders.read(request.headers()), request.bodyBytes());
    }

    private static JsonNode properties(HttpRequest request, List<String> problems) {
        Optional<String> given = request.header(HEADER);
        Optional<JsonNode> object = given.flatMap(Json::parse).filter(JsonNode::isObject);
        if (given.isPresent() && object.isEmpty()) {
            problems.add("The value of the HTTP header '" + HEADER
                    + "' is invalid: it is no JSON object; write one such as {\"MessageId\":\"order-1\"}.");
        }
        return object.orElseGet(JsonNodeFactory.instance::objectNode);
    }
}
