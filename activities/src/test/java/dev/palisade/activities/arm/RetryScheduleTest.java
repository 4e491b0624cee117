package dev.palisade.activities.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
    private final RetrySchedule real = new RetrySchedule(SimulatedTime.REAL);
    private final RetrySchedule fast = new RetrySchedule(new SimulatedTime(600));

    @ParameterizedTest(name = "{0}: {1} -> {2} ms")
    @CsvSource(
            delimiter = '|',
            value = {
                "Retry-After         | 7                             | 7000",
                "retry-after         | 0                             | 15000",
                "Retry-After         | 1800                          | 1800000",
                "Retry-After         | 86400                         | 3600000",
                "x-ms-retry-after-ms | 250                           | 250",
                "x-ms-retry-after-ms | 600000                        | 600000",
                "retry-after-ms      | 40                            | 40",
                "Retry-After         | Sun, 22 Nov 2026 12:00:05 GMT | 5000",
                "Retry-After         | Sun, 22 Nov 2026 11:00:00 GMT | 15000",
                "Retry-After         | soon                          | 15000",
                "Retry-After         | -3                            | 15000",
                "X-Other             | 3                             | 15000"
            })
    void azuresWishIsObeyedWhenItRefuses(String header, String value, long milliseconds) {
        ArmAnswer answer = new ArmAnswer(429, Map.of(header, value, "Date", "Sun, 22 Nov 2026 12:00:00 GMT"), null);

        assertThat(real.after(answer)).isEqualTo(Duration.ofMillis(milliseconds));
    }

    @Test
    void whileItWorksAzureIsAskedMoreOftenThanItMayWish() {
        ArmAnswer answer = new ArmAnswer(202, Map.of("Retry-After", "3600"), null);

        assertThat(real.after(answer)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void millisecondsAreTheFinerWish() {
        ArmAnswer answer = new ArmAnswer(202, Map.of("Retry-After", "1", "x-ms-retry-after-ms", "25"), null);

        assertThat(fast.after(answer)).isEqualTo(Duration.ofMillis(25));
    }

    @ParameterizedTest(name = "typically {0} s -> {1} ms")
    @CsvSource({"3, 1000", "80, 1000", "240, 3000", "1200, 15000", "7200, 15000"})
    void withoutAWishTheUsualTimeDecides(long typical, long milliseconds) {
        assertThat(real.after(new ArmAnswer(200, Map.of(), null), Duration.ofSeconds(typical)))
                .isEqualTo(Duration.ofMillis(milliseconds));
    }

    @Test
    void onlyAzuresTimeIsScaled() {
        assertThat(fast.between(Duration.ofMinutes(20))).isEqualTo(Duration.ofMillis(25));
        assertThat(fast.after(new ArmAnswer(429, Map.of("Retry-After", "2"), null)))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(new SimulatedTime(600).azure(Duration.ofSeconds(2))).isEqualTo(Duration.ofMinutes(20));
    }
}
