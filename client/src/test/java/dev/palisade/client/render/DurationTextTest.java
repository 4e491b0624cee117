package dev.palisade.client.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "PT-1S, 0 s",
        "PT0S, 0 s",
        "PT0.44S, 0.4 s",
        "PT9S, 9 s",
        "PT12.4S, 12 s",
        "PT59.6S, 1 min 00 s",
        "PT20M5S, 20 min 05 s",
        "PT1H2M40S, 1 h 02 min"
    })
    void readsAsPeopleSayIt(Duration duration, String text) {
        assertThat(DurationText.of(duration)).isEqualTo(text);
    }
}
