package dev.palisade.activities.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.activities.arm.OperationSealer.SealBroken;
import dev.palisade.planning.arm.ResourceId;
import java.net.URI;
import org.junit.jupiter.api.Test;

class OperationSealerTest {
    private static final URI URL = URI.create("https://arm.example/operations/1?t=638&c=MII&s=signature&h=hash");
    private static final ResourceId CLUSTER = ResourceId.of(
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/myaks");

    private final OperationSealer sealer = new OperationSealer(key(1));

    @Test
    void whatWasSealedOpensForTheSameResourceInAnySpelling() {
        String sealed = sealer.seal(URL, CLUSTER);

        assertThat(sealer.open(sealed, ResourceId.of(CLUSTER.key()))).isEqualTo(URL);
    }

    @Test
    void nothingOfTheUrlShowsAndNoTwoSealsAreAlike() {
        String sealed = sealer.seal(URL, CLUSTER);

        assertThat(sealed).matches("[A-Za-z0-9_-]+").doesNotContain("signature", "arm.example");
        assertThat(sealer.seal(URL, CLUSTER)).isNotEqualTo(sealed);
    }

    @Test
    void anotherKeyIsNamedAsTheReason() {
        String sealed = sealer.seal(URL, CLUSTER);

        assertThatThrownBy(() -> new OperationSealer(key(2)).open(sealed, CLUSTER))
                .isInstanceOf(SealBroken.class)
                .hasMessageContaining("another key")
                .hasMessageContaining("PALISADE_SEALING_KEY");
    }

    @Test
    void aSealCannotBeMovedToAnotherResource() {
        String sealed = sealer.seal(URL, CLUSTER);

        assertThatThrownBy(() -> sealer.open(sealed, ResourceId.of(CLUSTER + "2")))
                .isInstanceOf(SealBroken.class);
    }

    @Test
    void whatIsNoSealIsRefused() {
        assertThatThrownBy(() -> sealer.open("https://arm.example", CLUSTER)).isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> sealer.open("AAAA", CLUSTER)).isInstanceOf(SealBroken.class);
    }

    @Test
    void aKeyOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> new OperationSealer(new byte[16]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 bytes");
    }

    private static byte[] key(int seed) {
        byte[] key = new byte[OperationSealer.KEY_BYTES];
        key[0] = (byte) seed;
        return key;
    }
}
