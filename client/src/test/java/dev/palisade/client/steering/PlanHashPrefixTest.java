package dev.palisade.client.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.client.failure.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanHashPrefixTest {
    @Test
    void eightDigitsMeanThePlanThatBeginsWithThem() {
        PlanHashPrefix prefix = PlanHashPrefix.of("3F5A9C1E");

        assertThat(prefix.means("3f5a9c1e77aa")).isTrue();
        assertThat(prefix.means("3f5a9c1f77aa")).isFalse();
        assertThat(prefix.means("3f5a9c1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3f5a9c1", "not a hash", "3f5a9c1e-"})
    void whatIsTooShortOrNoHashNamesNoPlan(String text) {
        assertThatThrownBy(() -> PlanHashPrefix.of(text))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("names no plan");
    }
}
