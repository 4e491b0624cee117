package dev.palisade.activities.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArmClientTest {
    private final ArmClient client = ArmClient.of(AzureSettings.simulator(URI.create("http://127.0.0.1:1"), 1));

    @Test
    void anAddressMayBeRelativeToArmsOwn() {
        assertThat(client.resolve("/operations/1?t=2")).contains(URI.create("http://127.0.0.1:1/operations/1?t=2"));
        assertThat(client.resolve("https://other.example/1")).contains(URI.create("https://other.example/1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://arm.example/1?sig=a b", "http://arm.example/1?sig={secret}", ":"})
    void whatIsNoAddressIsNotQuotedInAnException(String malformed) {
        assertThat(client.resolve(malformed)).isEmpty();
    }
}
