package dev.palisade.local.arm.engine;

import dev.palisade.local.arm.engine.ArmReply.Manner;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.kind.LroStyle;
import java.time.Duration;

/**
 * The faults that strike an answer on its way. To a write, lost or cut off is only an answer that tells of something done; late may be any,
 * and what answers a read may all be.
 */
final class Deliveries {
    private static final int REFUSED = 400;

    private Deliveries() {}

    static ArmReply of(ArmReply reply, Strikes strikes, String method) {
        ArmReply timed = strikes.strike(FaultKind.SLOW_ANSWER, method)
                .map(fault -> reply.delivered(delay(fault)))
                .orElse(reply);
        if (reply.status() >= REFUSED && !method.equals("GET")) {
            return timed;
        }
        if (strikes.strike(FaultKind.LOSE_RESPONSE, method).isPresent()) {
            return timed.delivered(Manner.LOST);
        }
        boolean truncated = reply.body() != null
                && strikes.strike(FaultKind.TRUNCATE_BODY, method).isPresent();
        return truncated ? timed.delivered(Manner.TRUNCATED) : timed;
    }

    private static Duration delay(Fault fault) {
        Integer seconds = fault.delaySeconds();
        return seconds == null ? LroStyle.RETRY_AFTER : Duration.ofSeconds(seconds);
    }
}
