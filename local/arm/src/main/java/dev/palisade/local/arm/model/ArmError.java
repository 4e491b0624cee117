package dev.palisade.local.arm.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as a service words it.
 *
 * @param bare the service answers it without ARM's {@code error} envelope, as AKS does for its conflicts
 */
public record ArmError(
        int status, String code, String message, @Nullable String target, List<Detail> details, boolean bare) {
    /** One of the nested errors. */
    public record Detail(String code, String message) {}

    public ArmError {
        details = List.copyOf(details);
    }

    public static ArmError of(int status, String code, String message) {
        return new ArmError(status, code, message, null, List.of(), false);
    }

    public ArmError withTarget(String name) {
        return new ArmError(status, code, message, name, details, bare);
    }

    public ArmError withDetail(String detailCode, String detailMessage) {
        return new ArmError(status, code, message, target, List.of(new Detail(detailCode, detailMessage)), bare);
    }

    public ArmError withoutEnvelope() {
        return new ArmError(status, code, message, target, details, true);
    }

    /** The body of an error answer. */
    public ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (!bare) {
            body.set("error", content());
            return body;
        }
        body.put("code", code).putNull("details").put("message", message).put("subcode", "");
        return body;
    }

    /** The error itself, as it is also nested in the status of a failed operation. */
    public ObjectNode content() {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("code", code).put("message", message);
        if (target != null) {
            error.put("target", target);
        }
        if (!details.isEmpty()) {
            details.forEach(detail -> error.withArray("details")
                    .addObject()
                    .put("code", detail.code())
                    .put("message", detail.message()));
        }
        return error;
    }
}
