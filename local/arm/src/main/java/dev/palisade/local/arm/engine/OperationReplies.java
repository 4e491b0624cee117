package dev.palisade.local.arm.engine;

import dev.palisade.local.arm.kind.LroStyle;
import dev.palisade.local.arm.state.Operation;

/** The headers by which a client finds an operation again. */
final class OperationReplies {
    private OperationReplies() {}

    static ArmReply begun(ArmReply reply, Operation operation, LroStyle style, String base) {
        ArmReply begun = (style.withStatus()
                        ? reply.withHeader("Azure-AsyncOperation", OperationUrls.signedStatus(base, operation, style))
                        : reply)
                .retryAfter(LroStyle.RETRY_AFTER);
        return style.withLocation()
                ? begun.withHeader("Location", OperationUrls.signedResult(base, operation, style))
                : begun;
    }
}
