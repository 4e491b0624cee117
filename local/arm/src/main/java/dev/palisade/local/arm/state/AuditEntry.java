package dev.palisade.local.arm.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request as it was answered.
 *
 * @param sequence 1, 2, 3, …
 * @param path with the query, less the signature of an operation URL
 * @param principal who asked: the token's subject, or its name, or a digest of it; never the token
 * @param resource lower-cased id of the resource asked for, also for the polling of its operation
 * @param status as answered, or as it would have been if the answer was lost
 * @param bodyHash SHA-256 of the request's body in hex; empty without one
 * @param body of a write, with passwords and keys blanked
 * @param faults that struck
 */
public record AuditEntry(
        long sequence,
        Instant simulatedTime,
        Instant realTime,
        String method,
        String path,
        String principal,
        String resource,
        String requestId,
        String correlationRequestId,
        @Nullable String clientRequestId,
        int status,
        Effect effect,
        String bodyHash,
        @Nullable JsonNode body,
        List<FaultKind> faults) {

    public AuditEntry {
        faults = List.copyOf(faults);
    }

    AuditEntry numbered(long number) {
        return new AuditEntry(
                number,
                simulatedTime,
                realTime,
                method,
                path,
                principal,
                resource,
                requestId,
                correlationRequestId,
                clientRequestId,
                status,
                effect,
                bodyHash,
                body,
                faults);
    }
}
