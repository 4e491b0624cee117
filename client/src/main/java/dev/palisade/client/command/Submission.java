package dev.palisade.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.client.request.QueueTarget;
import dev.palisade.client.request.RequestMessage;
import dev.palisade.planning.request.RequestType;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Sends a request and says no more than its id. */
final class Submission {
    private Submission() {}

    /** Returns the request's id once the broker has stored the message. */
    static String send(
            CommandContext context,
            QueueTarget target,
            RequestType type,
            String about,
            JsonNode data,
            @Nullable String wantedId) {
        String id = Optional.ofNullable(wantedId)
                .orElseGet(() -> RequestMessage.newId(about, context.clock(), RandomGenerator.getDefault()));
        context.sender()
                .send(
                        target,
                        RequestMessage.of(
                                type,
                                id,
                                data,
                                context.clock(),
                                context.language().named()));
        return id;
    }
}
