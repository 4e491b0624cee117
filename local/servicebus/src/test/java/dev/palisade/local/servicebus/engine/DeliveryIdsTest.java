package dev.palisade.local.servicebus.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.transport.Disposition;
import org.apache.qpid.proton.amqp.transport.Transfer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveryIdsTest {
    private static final boolean MORE = true;
    private static final boolean LAST = false;

    private final DeliveryIds ids = new DeliveryIds();

    @Test
    void deliveriesAreCountedFromZeroWhateverTheClientCounts() {
        assertThat(engines(transfer(1, 7, "a", LAST))).isZero();
        assertThat(engines(transfer(1, 7, "b", LAST))).isEqualTo(1);
        assertThat(engines(transfer(2, 5, "c", LAST))).isEqualTo(2);

        assertThat(answer(0)).isEqualTo(7);
        assertThat(answer(1)).isEqualTo(7);
        assertThat(answer(2)).isEqualTo(5);
    }

    @Test
    void framesOfTwoLinksMayAlternateUnderOneId() {
        assertThat(engines(transfer(1, 7, "a", MORE))).isZero();
        assertThat(engines(transfer(2, 7, "b", MORE))).isEqualTo(1);
        assertThat(engines(transfer(1, null, null, LAST))).isZero();
        assertThat(engines(transfer(2, 7, "b", LAST))).isEqualTo(1);
    }

    @Test
    void anAbortedDeliveryHasEnded() {
        Transfer aborted = transfer(1, 7, "a", MORE);
        aborted.setAborted(true);

        assertThat(engines(aborted)).isZero();
        assertThat(engines(transfer(1, 8, "b", LAST))).isEqualTo(1);
    }

    @Test
    void aDeliveryThatBeginsAmidAnotherOfItsLinkIsRefused() {
        engines(transfer(1, 7, "a", MORE));

        assertThatThrownBy(() -> engines(transfer(1, 8, "b", MORE)))
                .hasMessage("The delivery with delivery-id 8 begins on a link where delivery-id 7 has not ended");
        assertThatThrownBy(() -> engines(transfer(1, 7, "b", MORE)))
                .hasMessage("The delivery with delivery-id 7 begins on a link where delivery-id 7 has not ended");
    }

    @Test
    void aDeliveryWithoutIdIsRefused() {
        assertThatThrownBy(() -> engines(transfer(1, null, "a", LAST)))
                .hasMessage("The first transfer of a delivery has no delivery-id");
    }

    @Test
    void theHandleOfALinkThatIsGoneCanBeginAfresh() {
        engines(transfer(1, 7, "a", MORE));
        ids.detached(UnsignedInteger.valueOf(1));

        assertThat(engines(transfer(1, 8, "b", LAST))).isEqualTo(1);
    }

    @Test
    void whatAClientSettlesItselfIsFoundByItsIds() {
        engines(transfer(1, 7, "a", LAST));
        engines(transfer(1, 9, "b", LAST));
        engines(transfer(1, 7, "c", LAST));
        ids.answer(UnsignedInteger.ZERO, true);

        assertThat(ids.toEngine(dispositionOf(6, 8))).containsExactly(UnsignedInteger.valueOf(2));
    }

    @Test
    void aSettledDeliveryIsAnsweredNoMore() {
        engines(transfer(1, 7, "a", LAST));

        assertThat(ids.answer(UnsignedInteger.ZERO, false)).contains(UnsignedInteger.valueOf(7));
        assertThat(ids.answer(UnsignedInteger.ZERO, true)).contains(UnsignedInteger.valueOf(7));
        assertThat(ids.answer(UnsignedInteger.ZERO, true)).isEmpty();
    }

    @Test
    void aSettledTransferLeavesNothingBehind() {
        Transfer settled = transfer(1, 7, "a", LAST);
        settled.setSettled(true);

        assertThat(engines(settled)).isZero();

        assertThat(ids.unsettled()).isZero();
    }

    @Test
    void aDeliveryThatItsLastFrameSettlesLeavesNothingBehind() {
        engines(transfer(1, 7, "a", MORE));
        assertThat(ids.unsettled()).isEqualTo(1);
        Transfer end = transfer(1, null, null, LAST);
        end.setSettled(true);

        engines(end);

        assertThat(ids.unsettled()).isZero();
    }

    @Test
    void anAbortedDeliveryLeavesNothingBehind() {
        engines(transfer(1, 7, "a", MORE));
        Transfer aborted = transfer(1, null, null, LAST);
        aborted.setAborted(true);

        engines(aborted);

        assertThat(ids.unsettled()).isZero();
    }

    @Test
    void whatAClientSettlesItselfIsAnsweredNoMoreAndTheRestIs() {
        engines(transfer(1, 7, "a", LAST));
        engines(transfer(1, 8, "b", LAST));
        Disposition settlement = dispositionOf(7, 7);
        settlement.setSettled(true);

        assertThat(ids.toEngine(settlement)).containsExactly(UnsignedInteger.ZERO);

        assertThat(ids.answer(UnsignedInteger.ZERO, true)).isEmpty();
        assertThat(answer(1)).isEqualTo(8);
    }

    @Test
    void whatIsCutOffByADetachLeavesNothingBehindAndWhatArrivedWholeIsStillAnswered() {
        engines(transfer(1, 7, "a", LAST));
        engines(transfer(1, 8, "b", MORE));

        ids.detached(UnsignedInteger.valueOf(1));

        assertThat(ids.answer(UnsignedInteger.ONE, true)).isEmpty();
        assertThat(answer(0)).isEqualTo(7);
        assertThat(ids.unsettled()).isZero();
    }

    @Test
    void aDispositionMayReachOverTheLargestIdToZero() {
        engines(transfer(1, -2, "a", LAST));
        engines(transfer(1, -1, "b", LAST));
        engines(transfer(1, 0, "c", LAST));
        engines(transfer(1, 1, "d", LAST));

        assertThat(ids.toEngine(dispositionOf(-1, 0)))
                .containsExactlyInAnyOrder(UnsignedInteger.valueOf(1), UnsignedInteger.valueOf(2));
    }

    private static Disposition dispositionOf(int first, int last) {
        Disposition disposition = new Disposition();
        disposition.setFirst(UnsignedInteger.valueOf(first));
        disposition.setLast(UnsignedInteger.valueOf(last));
        return disposition;
    }

    private int engines(Transfer transfer) {
        ids.toEngine(transfer);
        return transfer.getDeliveryId().intValue();
    }

    private int answer(int engines) {
        return ids.answer(UnsignedInteger.valueOf(engines), true).orElseThrow().intValue();
    }

    private static Transfer transfer(int handle, @Nullable Integer id, @Nullable String tag, boolean more) {
        Transfer transfer = new Transfer();
        transfer.setHandle(UnsignedInteger.valueOf(handle));
        transfer.setDeliveryId(id == null ? null : UnsignedInteger.valueOf(id));
        transfer.setDeliveryTag(tag == null ? null : new Binary(tag.getBytes(UTF_8)));
        transfer.setMore(more);
        return transfer;
    }
}
