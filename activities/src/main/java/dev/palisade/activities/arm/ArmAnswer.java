package dev.palisade.activities.arm;

import com.azure.core.http.HttpResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What ARM answered: any status is an answer, only silence is an exception.
 *
 * @param headers by lower-cased name
 * @param body null if there was none or if it is not JSON
 */
public record ArmAnswer(
        int status, Map<String, String> headers, @Nullable JsonNode body) {
    public ArmAnswer {
        Map<String, String> byLowerCase = new TreeMap<>();
        headers.forEach((name, value) -> byLowerCase.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(byLowerCase);
    }

    /** What a response says apart from its body. */
    static ArmAnswer withoutBody(HttpResponse response) {
        return of(response, null);
    }

    static ArmAnswer of(HttpResponse response, @Nullable JsonNode body) {
        Map<String, String> headers = new TreeMap<>();
        response.getHeaders().forEach(header -> headers.put(header.getName(), header.getValue()));
        return new ArmAnswer(response.getStatusCode(), headers, body);
    }

    /** The same answer without these secrets: what refuses a body may quote it. */
    ArmAnswer withholding(List<String> secrets) {
        JsonNode said = body;
        return secrets.isEmpty() || said == null ? this : new ArmAnswer(status, headers, without(secrets, said));
    }

    private static JsonNode without(List<String> secrets, JsonNode said) {
        if (said.isTextual()) {
            String text = said.asText();
            for (String secret : secrets) {
                text = text.replace(secret, "***");
            }
            return TextNode.valueOf(text);
        }
        JsonNode copy = said.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(without(secrets, field.getValue())));
        } else if (copy instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, without(secrets, array.get(i)));
            }
        }
        return copy;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** True if Azure plainly said no, so that a write is known to have had no effect. A server that broke down may have acted first. */
    public boolean isRefusal() {
        return status >= 400 && status < 500 && status != 408;
    }

    public boolean isNotFound() {
        return status == 404;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** How long Azure asks us to wait, in real time; empty if it does not say. */
    public Optional<Duration> retryAfter() {
        return RetryAfter.in(headers);
    }

    /** What went wrong, with Azure's code, or one made of the status where Azure gave none. */
    public ArmError error() {
        return ArmErrorReader.read(status, body);
    }

    public String requestId() {
        return header("x-ms-request-id").orElse("");
    }

    public String correlationId() {
        return header("x-ms-correlation-request-id").orElse("");
    }
}
