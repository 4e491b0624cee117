package dev.palisade.planning.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4BlockTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "10.0.0",
                "10.0.0.0/33",
                "10.0.0.256",
                "010.0.0.1",
                "10.0.0.1-9",
                "10.*.0.0",
                "0x0a.0.0.1",
                "::1",
                "10.0.0.0/",
                "10.0.0.0/255.0.0.0",
                " 10.0.0.1",
                "10.0.0.1/08"
            })
    void whatIsNotDottedDecimalIsNoAddress(String text) {
        assertThat(Ipv4Block.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/16, 16, true, false, 65536",
        "10.0.0.0,    32, false, false, 1",
        "172.17.0.1/16, 16, true, true, 65536",
        "10.0.0.10/32, 32, true, false, 1",
        "0.0.0.0/0, 0, true, false, 4294967296",
        "10.1.4.0/22, 22, true, false, 1024"
    })
    void aTextIsAnAddressOrARange(String text, int length, boolean range, boolean hostBits, long addresses) {
        Ipv4Block block = block(text);

        assertThat(block.prefixLength()).isEqualTo(length);
        assertThat(block.isRange()).isEqualTo(range);
        assertThat(block.hasHostBits()).isEqualTo(hostBits);
        assertThat(block.addresses()).isEqualTo(addresses);
        assertThat(block).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/16, 10.0.255.0/24, true",
        "10.0.255.0/24, 10.0.0.0/16, true",
        "10.0.0.0/16, 10.1.0.0/24, false",
        "172.17.0.1/16, 172.17.99.0/24, true",
        "10.0.0.5, 10.0.0.5, true",
        "0.0.0.0/0, 203.0.113.7, true"
    })
    void rangesOverlapIfEitherHoldsTheOther(String one, String other, boolean overlap) {
        assertThat(block(one).overlaps(block(other))).isEqualTo(overlap);
    }

    @Test
    void anAddressHasItsPlaceInARange() {
        assertThat(block("10.0.0.0/16").offsetOf(block("10.0.0.10"))).isEqualTo(10);
        assertThat(block("10.0.0.0/16").contains(block("10.0.255.255"))).isTrue();
        assertThat(block("10.0.0.0/16").contains(block("10.1.0.0"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, true",
        "8.8.8.0/24, true",
        "172.15.255.255, true",
        "172.32.0.0, true",
        "10.1.2.3, false",
        "172.16.0.0, false",
        "172.31.255.255, false",
        "192.168.1.1, false",
        "127.0.0.1, false",
        "169.254.1.1, false",
        "100.64.0.1, false",
        "224.0.0.1, false",
        "255.255.255.255, false",
        "0.0.0.0/0, false"
    })
    void anAddressIsPublicIfAClientCanComeFromIt(String text, boolean isPublic) {
        assertThat(block(text).isPublic()).isEqualTo(isPublic);
    }

    private static Ipv4Block block(String text) {
        return Ipv4Block.parse(text).orElseThrow();
    }
}
