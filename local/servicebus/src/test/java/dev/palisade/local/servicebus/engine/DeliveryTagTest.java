package dev.palisade.local.servicebus.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveryTagTest {
    @Test
    void aLockTokenIsWrittenInTheByteOrderOfADotnetGuid() {
        UUID token = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

        assertThat(HexFormat.of().formatHex(DeliveryTag.of(token))).isEqualTo("33221100554477668899aabbccddeeff");
    }
}
