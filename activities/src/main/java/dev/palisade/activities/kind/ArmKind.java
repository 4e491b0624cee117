package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmError;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How Azure wants one kind of resource to be treated. Durations are in Azure's time. */
public interface ArmKind {
    ResourceKind kind();

    /** What people call it: "storage account". */
    String noun();

    /** How long Azure's reads may still show what was there before a write. */
    Duration settlingWindow();

    /** Why a resource whose provisioningState is Succeeded is not what a plan may build on; empty if it is. */
    default Optional<ArmError> shortfall(JsonNode resource) {
        return Optional.empty();
    }

    /** A kind that Palisade creates, and so may delete. */
    interface Creatable extends ArmKind {
        /** True if the resource says by its tags whose it is; if not, only the ledger does. */
        default boolean bearsTags() {
            return true;
        }

        /** True if Azure itself refuses to create over something that is there; if not, only the read before guards it. */
        boolean creationIsGuarded();

        ArmWrite create(ResourceId resource, ObjectNode body);

        /** Writes our own resource again that failed, or is not as asked. */
        default ArmWrite repair(ResourceId resource, JsonNode read, ObjectNode body) {
            return ArmWrite.put(resource, body, ArmWrite.Guard.unchanged(read));
        }

        /** @param read the resource as it was just read, so that it is deleted only if it still is that one */
        ArmWrite delete(ResourceId resource, JsonNode read);

        default Removal removal() {
            return Removal.DELETE;
        }

        Duration typicalDeletion();
    }

    /** A kind that Azure must be told a secret for, which no plan says and no read gives back. */
    interface Credentialed extends Creatable {
        /** The URL of the secret in its vault, as the body to send names it. */
        String secret(ObjectNode body);

        /** The body with the secret in it. */
        ObjectNode telling(ObjectNode body, String secret);
    }

    /** A kind whose operation in flight Azure breaks off when asked. */
    interface Abortable extends Creatable {
        ArmWrite abort(ResourceId resource);
    }

    /** A kind of which Palisade changes parts. */
    interface Changeable extends ArmKind {
        /** @param read the resource as it was just read; everything in it that the deltas do not name stays as it is */
        ArmWrite change(ResourceId resource, JsonNode read, List<Delta> deltas);
    }
}
