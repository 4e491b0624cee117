package dev.palisade.local.arm.engine;

import dev.palisade.local.arm.kind.LroStyle;
import dev.palisade.local.arm.kind.ResourceKinds;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import java.time.Instant;
import java.util.Locale;

/** Polls of an operation: its status URL always answers 200, its result URL 202 until the end. */
final class Polls {
    private final OperationEngine engine;
    private final Views views;
    private final ResourceKinds kinds;

    Polls(OperationEngine engine, Views views, ResourceKinds kinds) {
        this.engine = engine;
        this.views = views;
        this.kinds = kinds;
    }

    ArmReply poll(Operation operation, String segment, ArmRequest request, Strikes strikes, Instant now) {
        LroStyle style = engine.style(operation);
        boolean status =
                segment.toLowerCase(Locale.ROOT).equals(style.statusSegment().toLowerCase(Locale.ROOT));
        if (status) {
            ArmReply reply = ArmReply.of(200, engine.status(operation, strikes, now));
            return operation.running() ? reply.retryAfter(LroStyle.RETRY_AFTER) : reply;
        }
        if (operation.running()) {
            return ArmReply.of(202, null)
                    .withHeader("Location", OperationUrls.signedResult(request.base(), operation, style))
                    .retryAfter(LroStyle.RETRY_AFTER);
        }
        return result(operation);
    }

    private ArmReply result(Operation operation) {
        if (operation.failure() != null) {
            throw new ArmException(operation.failure());
        }
        if (operation.method().equals("DELETE") || operation.method().equals("POST")) {
            return ArmReply.of(204, null);
        }
        ResourceId id = ResourceId.of(operation.resource());
        return ArmReply.of(200, views.of(id, kinds.find(id.type()).orElseThrow()));
    }
}
