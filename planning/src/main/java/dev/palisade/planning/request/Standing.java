package dev.palisade.planning.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.plan.Claims;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an environment is, or should be: the newest generation that counts.
 *
 * @param document the desired state of that generation
 * @param claims what it claims on things that several environments share
 * @param operations the single operations that edited the document since somebody last sent a whole one, oldest first
 */
public record Standing(int generation, JsonNode document, Claims claims, List<OperationMade> operations) {
    public Standing {
        claims = Claims.orNone(claims);
        operations = operations == null ? List.of() : List.copyOf(operations);
    }

    /**
     * @param fields JSON Pointers into the document as it was after the operation
     * @param takesBack {@link dev.palisade.planning.ledger.LedgerEntry#reference references} to everything that the operation takes away:
     *     the edited document does not say any more what was needed for that alone. None in what was kept before they were.
     */
    public record OperationMade(String requestId, RequestType type, List<String> fields, List<String> takesBack) {
        public OperationMade {
            fields = List.copyOf(fields);
            takesBack = takesBack == null ? List.of() : List.copyOf(takesBack);
        }

        public OperationMade takingBack(List<String> references) {
            return new OperationMade(requestId, type, fields, references);
        }
    }

    /** The generation, for those who only guard against a concurrent one; 0 if nothing stands. */
    public static int generationOf(@Nullable Standing standing) {
        return standing == null ? 0 : standing.generation();
    }
}
