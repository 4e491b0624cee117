package dev.palisade.local.arm.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a fault from the control endpoint, telling everything that is wrong with it at once. */
final class FaultRequests {
    static final String HELP = "ask for a fault: {kind: one of " + Arrays.toString(FaultKind.values())
            + ", resource: an ARM id, or its end in whole segments, or *, method?: GET, PUT, PATCH, POST, DELETE, or POLL for"
            + " polls of its operations, count?: 1, status?, code?, message?, retryAfterSeconds?: of THROTTLE (0: it does not"
            + " say) and CONFLICT_IN_PROGRESS, simulated, delaySeconds?: of SLOW_ANSWER, simulated, awaitsWrite?: true for"
            + " one that strikes only after a further write}";
    private static final Set<String> FIELDS = Set.of(
            "kind",
            "resource",
            "method",
            "count",
            "status",
            "code",
            "message",
            "retryAfterSeconds",
            "delaySeconds",
            "awaitsWrite");
    private static final Set<String> METHODS = Set.of("GET", "PUT", "PATCH", "POST", "DELETE", FaultKind.POLL);

    private FaultRequests() {}

    static List<String> problems(JsonNode body) {
        List<String> problems = new ArrayList<>();
        body.properties().stream()
                .map(field -> field.getKey())
                .filter(name -> !FIELDS.contains(name))
                .forEach(name -> problems.add("There is no field " + name + "."));
        boolean kindKnown = Arrays.stream(FaultKind.values())
                .anyMatch(kind -> kind.name().equals(body.path("kind").asText()));
        require(kindKnown, "kind is one of " + Arrays.toString(FaultKind.values()) + ".", problems);
        require(
                !body.path("resource").asText("").isBlank(),
                "resource names an ARM id, the end of one, or *.",
                problems);
        require(body.path("count").asInt(1) >= 1, "count is at least 1.", problems);
        boolean waits = body.path("retryAfterSeconds").asInt(0) >= 0
                && body.path("delaySeconds").asInt(0) >= 0;
        require(waits, "retryAfterSeconds and delaySeconds are not negative.", problems);
        String method = text(body, "method");
        require(method == null || METHODS.contains(method), "method is one of " + METHODS + ".", problems);
        int status = body.path("status").asInt(400);
        require(status >= 400 && status <= 599, "status is an HTTP error status.", problems);
        boolean refusal = body.path("kind").asText().equals(FaultKind.REFUSE.name());
        require(!refusal || (body.has("status") && body.has("code")), "REFUSE needs a status and a code.", problems);
        return problems;
    }

    private static void require(boolean holds, String problem, List<String> problems) {
        if (!holds) {
            problems.add(problem);
        }
    }

    static Fault read(JsonNode body) {
        return new Fault(
                UUID.randomUUID().toString(),
                FaultKind.valueOf(body.path("kind").asText()),
                body.path("resource").asText(),
                text(body, "method"),
                body.path("count").asInt(1),
                0,
                number(body, "status"),
                text(body, "code"),
                text(body, "message"),
                number(body, "retryAfterSeconds"),
                number(body, "delaySeconds"),
                body.path("awaitsWrite").asBoolean());
    }

    private static @Nullable String text(JsonNode body, String field) {
        return body.hasNonNull(field) ? body.path(field).asText() : null;
    }

    private static @Nullable Integer number(JsonNode body, String field) {
        return body.hasNonNull(field) ? body.path(field).asInt() : null;
    }
}
