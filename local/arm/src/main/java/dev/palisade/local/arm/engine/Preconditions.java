package dev.palisade.local.arm.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.kind.Etags;
import dev.palisade.local.arm.kind.ResourceKind;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import org.jspecify.annotations.Nullable;

/** If-Match and If-None-Match, for the services that heed them. */
final class Preconditions {
    private Preconditions() {}

    static void check(ArmRequest request, ResourceKind kind, ResourceId id, @Nullable ObjectNode current) {
        String field = kind.type().etags().field();
        if (field == null) {
            return;
        }
        String ifNoneMatch = request.header("If-None-Match");
        if ("*".equals(ifNoneMatch) && current != null) {
            throw ArmException.of(
                    412,
                    "PreconditionFailed",
                    "The resource " + id + " exists, and If-None-Match: * asked that it does not.");
        }
        String ifMatch = request.header("If-Match");
        if (ifMatch == null || ifMatch.isEmpty()) {
            return;
        }
        String present = current == null ? "" : current.path(field).asText();
        boolean matches =
                current != null && (ifMatch.equals("*") || bare(present).equals(bare(ifMatch)));
        if (!matches) {
            throw mismatch(kind, id, ifMatch, present);
        }
    }

    /** The tag without the quotes and weakness mark that a client may add or leave out. */
    private static String bare(String tag) {
        return tag.replace("W/", "").replace("\"", "");
    }

    private static ArmException mismatch(ResourceKind kind, ResourceId id, String asked, String present) {
        if (kind.type().etags() == Etags.MANAGED_CLUSTER) {
            return new ArmException(ArmError.of(
                            409,
                            "EtagMismatch",
                            "Operation is not allowed: the etag " + asked + " does not match that of managed cluster '"
                                    + id.name() + "', which is '" + present + "'.")
                    .withoutEnvelope());
        }
        return ArmException.of(
                412,
                "PreconditionFailed",
                "Precondition failed. Etag provided in if-match header " + asked + " does not match etag " + present
                        + " of resource " + id + " in NRP data store.");
    }
}
