package dev.palisade.local.servicebus.management;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "requests, requests, false",
        "/requests/, requests, false",
        "amqps://localhost:5672/requests, requests, false",
        "sb://localhost/outcomes/Subscriptions/all, outcomes/Subscriptions/all, false",
        "requests/$management, requests, true",
        "amqp://localhost:5672/requests/$DeadLetterQueue/$Management, requests/$DeadLetterQueue, true",
        "$cbs, $cbs, false"
    })
    void anAddressIsReadHoweverAnSdkWritesIt(String written, String path, boolean management) {
        assertThat(Address.parse(written)).isEqualTo(new Address(path, management));
    }
}
