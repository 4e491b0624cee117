package dev.palisade.local.servicebus.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.servicebus.engine.SentDeliveries.Range;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentDeliveriesTest {
    private final SentDeliveries deliveries = new SentDeliveries();

    @Test
    void nothingIsWithinWhatWasNeverSent() {
        assertThat(deliveries.within(id(0), id(4294967295L))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 4, 0, 4",
        "2, 2, 2, 2",
        "1, 3, 1, 3",
        "3, 9, 3, 4",
        "0, 2147483646, 0, 4",
        "4294967295, 1, 0, 1",
        "2147483658, 3, 0, 3"
    })
    void ofARangeOnlyWhatWasSentIsMeant(long first, long last, long sentFirst, long sentLast) {
        send(0, 5);

        assertThat(deliveries.within(id(first), id(last))).contains(new Range(id(sentFirst), id(sentLast)));
    }

    @ParameterizedTest
    @CsvSource({"0, 4294967295", "5, 9", "5, 4294967295", "4294967295, 4294967295", "3, 1", "4294967290, 4294967294"})
    void aRangeOfOthersOrThatEndsBeforeItBeginsIsEmpty(long first, long last) {
        send(0, 5);

        assertThat(deliveries.within(id(first), id(last))).isEmpty();
    }

    @Test
    void theFramesOfOneDeliveryAreOne() {
        deliveries.sent(id(7));
        deliveries.sent(id(7));
        deliveries.sent(id(7));

        assertThat(deliveries.within(id(0), id(100))).contains(new Range(id(7), id(7)));
    }

    @Test
    void idsGoOnAtZeroAfterTheLargest() {
        send(4294967294L, 4);

        assertThat(deliveries.within(id(4294967290L), id(7))).contains(new Range(id(4294967294L), id(1)));
    }

    private void send(long first, int count) {
        for (int sent = 0; sent < count; sent++) {
            deliveries.sent(id(first + sent));
        }
    }

    private static UnsignedInteger id(long number) {
        return UnsignedInteger.valueOf((int) number);
    }
}
