package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.MessageQueue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Lists sessions: those with active messages, or those whose state was changed since a moment. */
final class GetMessageSessions implements QueueOperation {
    /** The last moment that .NET knows: it asks for the sessions with active messages. */
    private static final Instant WITH_MESSAGES = Instant.parse("9999-12-31T00:00:00Z");

    @Override
    public Response apply(MessageQueue queue, Arguments arguments) throws BadRequestException {
        Instant since = arguments.instant("last-updated-time");
        long skip = arguments.number("skip");
        long top = arguments.number("top");
        List<String> all = since.isBefore(WITH_MESSAGES)
                ? queue.sessions().withStateSince(since)
                : queue.sessions().withMessages();
        String[] page = all.stream().skip(skip).limit(top).toArray(String[]::new);
        return page.length == 0
                ? Response.noContent()
                : Response.ok(Map.of("skip", (int) skip + page.length, "sessions-ids", page));
    }
}
