package dev.palisade.activities.arm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads errors as services really write them: in ARM's envelope, without it (AKS), with details, with an inner error, and with a whole
 * further error as JSON inside the message.
 */
public final class ArmErrorReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEEPEST = 6;

    /** Shared access signatures, account keys and bearer tokens, up to whatever ends them. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)(\\bsig=|\\bAccountKey=|\\bSharedAccessKey=|\\bBearer )[^&;\\s\"']+");

    private final List<String> codes = new ArrayList<>();
    private final Set<String> sentences = new LinkedHashSet<>();

    private ArmErrorReader() {}

    /** @param body of an answer that is not a success; null if it was no JSON */
    static ArmError read(int status, @Nullable JsonNode body) {
        ArmErrorReader reader = new ArmErrorReader();
        if (body != null) {
            reader.take(body, 0);
        }
        return reader.result("Http" + status, "Azure answered with status " + status + " and no reason.", status);
    }

    /** The error of an operation or of a resource that failed after it had been accepted. */
    public static ArmError readLate(@Nullable JsonNode error, String code, String message) {
        ArmErrorReader reader = new ArmErrorReader();
        if (error != null) {
            reader.take(error, 0);
        }
        return reader.result(code, message, 0);
    }

    private ArmError result(String code, String message, int status) {
        List<String> found = codes.isEmpty() ? List.of(code) : codes;
        String said = sentences.isEmpty() ? message : String.join(" ", sentences);
        return new ArmError(found, SECRET.matcher(said).replaceAll("$1***"), status);
    }

    private void take(JsonNode node, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (node.isArray()) {
            node.forEach(each -> take(each, depth + 1));
            return;
        }
        JsonNode error = node.path("error").isObject() ? node.path("error") : node;
        if (error.path("code").isTextual() && !error.path("code").asText().isBlank()) {
            codes.add(error.path("code").asText());
        }
        takeMessage(error.path("message").asText(""), depth);
        take(error.path("details"), depth + 1);
        take(error.path("innererror"), depth + 1);
        take(error.path("innerError"), depth + 1);
    }

    private void takeMessage(String message, int depth) {
        int brace = message.indexOf('{');
        JsonNode nested = brace < 0 ? null : parse(message.substring(brace, message.lastIndexOf('}') + 1));
        if (nested == null) {
            say(message);
        } else {
            say(message.substring(0, brace));
            take(nested, depth + 1);
        }
    }

    private void say(String sentence) {
        String stripped = sentence.strip().replaceAll("\\s+", " ");
        if (!stripped.isEmpty()) {
            sentences.add(stripped);
        }
    }

    private static @Nullable JsonNode parse(String text) {
        try {
            JsonNode parsed = JSON.readTree(text);
            return parsed.path("error").isObject() || parsed.path("message").isTextual() ? parsed : null;
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }
}
