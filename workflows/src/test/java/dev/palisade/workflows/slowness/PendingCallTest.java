package dev.palisade.workflows.slowness;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.payload.Payloads;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.ApplicationFailureInfo;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.common.converter.DataConverter;
import org.junit.jupiter.api.Test;

class PendingCallTest {
    private static final DataConverter CONVERTER = Payloads.converter();
    private static final AzureFailure HEARD = Seen.heard("Busy", "/x", WhoseMove.NOBODY);

    @Test
    void whatTheAttemptBeforeSaidIsReadBeneathTheTimeoutOfItsWorker() {
        Failure beneath = Failure.newBuilder().setCause(said(payload(""))).build();

        assertThat(PendingCall.of(pending(beneath), CONVERTER).failure()).isEqualTo(HEARD);
    }

    @Test
    void whatANewerBuildSaidIsNotReadAndStandsInTheWayOfNothing() {
        PendingCall call = PendingCall.of(pending(said(payload("NOBODY-YET-KNOWN"))), CONVERTER);

        assertThat(call.heard().unreadable()).isTrue();
        assertThat(call.failure()).isNull();
        assertThat(call.message()).isEqualTo("Azure says Creating");
    }

    private static PendingActivityInfo pending(Failure failure) {
        return PendingActivityInfo.newBuilder().setLastFailure(failure).build();
    }

    private static Failure said(Payload details) {
        return Failure.newBuilder()
                .setMessage("Azure says Creating")
                .setApplicationFailureInfo(ApplicationFailureInfo.newBuilder()
                        .setType(HEARD.failureClass().name())
                        .setDetails(
                                io.temporal.api.common.v1.Payloads.newBuilder().addPayloads(details)))
                .build();
    }

    /** @param move as a newer build would put it; empty for as it is */
    private static Payload payload(String move) {
        Payload now = CONVERTER.toPayload(HEARD).orElseThrow();
        String json = now.getData().toStringUtf8();
        return move.isEmpty()
                ? now
                : now.toBuilder()
                        .setData(ByteString.copyFromUtf8(json.replace("NOBODY", move)))
                        .build();
    }
}
