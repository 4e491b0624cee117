package dev.palisade.local.arm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.state.AuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is kept of a request: everything but its secrets. */
final class Audits {
    private static final Set<String> SIGNATURE = Set.of("t", "c", "s", "h");
    private static final Set<String> SECRETS = Set.of(
            "password",
            "adminpassword",
            "privatekey",
            "privatekeydata",
            "secret",
            "keyvalue",
            "key",
            "primarykey",
            "secondarykey");

    private static final Pattern SECRET_OF_A_VAULT = Pattern.compile("(?i).*/vaults/[^/]+/secrets/[^/]+");
    private static final String SECRET_MAP = "configurationProtectedSettings";

    private Audits() {}

    static AuditEntry entry(ArmRequest request, ArmReply reply, Strikes strikes, Instant now) {
        String principal = request.principal();
        return new AuditEntry(
                0,
                now,
                Instant.now(),
                request.method(),
                path(request),
                principal == null ? "" : principal,
                strikes.resource(),
                request.requestId(),
                request.correlationRequestId(),
                request.header("x-ms-client-request-id"),
                reply.status(),
                reply.effect(),
                request.bodyHash(),
                request.method().equals("GET") ? null : blanked(request),
                strikes.struck());
    }

    private static String path(ArmRequest request) {
        String query = request.query().entrySet().stream()
                .filter(parameter -> !SIGNATURE.contains(parameter.getKey()))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .sorted()
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? request.path() : request.path() + "?" + query;
    }

    private static @Nullable JsonNode blanked(ArmRequest request) {
        if (request.body() == null) {
            return null;
        }
        JsonNode copy = request.body().deepCopy();
        blank(copy);
        if (SECRET_OF_A_VAULT.matcher(request.path()).matches()
                && copy.path("properties") instanceof ObjectNode secret) {
            secret.put("value", "***");
        }
        return copy;
    }

    private static void blank(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names =
                    object.properties().stream().map(field -> field.getKey()).toList();
            names.stream()
                    .filter(name -> SECRETS.contains(name.toLowerCase(Locale.ROOT))
                            && object.path(name).isValueNode())
                    .forEach(name -> object.put(name, "***"));
            names.stream()
                    .filter(name -> name.equalsIgnoreCase(SECRET_MAP))
                    .filter(name -> object.path(name).isObject())
                    .forEach(name -> object.putObject(name).put("***", "***"));
        }
        node.forEach(Audits::blank);
    }
}
