package dev.palisade.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.acceptance.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A message that the worker has dead-lettered, found as a person finds it: by the command. */
record RefusedMessage(String sequenceNumber) {
    private static final Path HOME = Path.of("..");

    /** Sends it, and waits until it is refused. */
    static RefusedMessage sent(LocalStack stack, String messageId, String body) {
        stack.requests().send(messageId, body.getBytes(StandardCharsets.UTF_8));
        Instant giveUp = Instant.now().plus(Scene.PATIENCE);
        while (Instant.now().isBefore(giveUp)) {
            RefusedMessage found = waiting(stack).get(messageId);
            if (found != null) {
                return found;
            }
        }
        throw new AssertionError("message " + messageId + " was not refused within " + Scene.PATIENCE);
    }

    /** All that wait among the dead letters, by their message ids. */
    static Map<String, RefusedMessage> waiting(LocalStack stack) {
        String output = stack.commandLine(HOME)
                .run(List.of("deadletters", "list", "--output", "json"))
                .output();
        Map<String, RefusedMessage> waiting = new HashMap<>();
        try {
            for (JsonNode letter : new ObjectMapper().readTree(output).path(0).path("deadLetters")) {
                waiting.put(
                        letter.path("messageId").asText(),
                        new RefusedMessage(letter.path("sequenceNumber").asText()));
            }
        } catch (IOException notJson) {
            throw new UncheckedIOException(output, notJson);
        }
        return waiting;
    }
}
