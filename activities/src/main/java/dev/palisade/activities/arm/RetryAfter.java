package dev.palisade.activities.arm;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After} (seconds or a date, RFC 9110 section 10.2.3) and Azure's milliseconds, which are the finer ones. */
final class RetryAfter {
    private static final List<String> MILLISECONDS = List.of("x-ms-retry-after-ms", "retry-after-ms");

    private RetryAfter() {}

    /** @param headers by lower-cased name. Empty if there is none, or none that can be read: Azure's mistake must not stop us */
    static Optional<Duration> in(Map<String, String> headers) {
        for (String name : MILLISECONDS) {
            Optional<Duration> found = number(headers.get(name)).map(Duration::ofMillis);
            if (found.isPresent()) {
                return found;
            }
        }
        String seconds = headers.get("retry-after");
        return number(seconds).map(Duration::ofSeconds).or(() -> until(seconds, headers.get("date")));
    }

    private static Optional<Long> number(@Nullable String text) {
        return text == null || !text.strip().matches("\\d{1,9}")
                ? Optional.empty()
                : Optional.of(Long.valueOf(text.strip()));
    }

    /** Measured on the sender's own clock, where it tells it: ours may differ. */
    private static Optional<Duration> until(@Nullable String date, @Nullable String sent) {
        return instant(date)
                .map(then -> Duration.between(instant(sent).orElseGet(Instant::now), then))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<Instant> instant(@Nullable String date) {
        if (date == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
