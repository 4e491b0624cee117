package dev.palisade.client.render;

import dev.palisade.client.deadletter.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Dead letters for people: as a table with what is wrong with each, or one in whole. */
public final class DeadLetterText {
    private static final List<String> HEAD = List.of("SEQUENCE", "AGE", "DELIVERIES", "REASON", "EVENT", "TYPE");
    private static final String TYPES = "dev.palisade.request.";

    private DeadLetterText() {}

    /** Beneath each, all that is wrong with it. The age is since it was sent. */
    public static List<String> table(List<DeadLetter> letters, Instant now) {
        List<String> rows = rows(letters, now);
        List<String> lines = new ArrayList<>(rows.subList(0, 1));
        for (int i = 0; i < letters.size(); i++) {
            lines.add(rows.get(i + 1));
            letters.get(i).description().lines().map(line -> "  " + line).forEach(lines::add);
        }
        return lines;
    }

    private static List<String> rows(List<DeadLetter> letters, Instant now) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        letters.forEach(letter -> rows.add(List.of(
                String.valueOf(letter.sequenceNumber()),
                DurationText.of(Duration.between(letter.enqueuedAt(), now)),
                String.valueOf(letter.deliveryCount()),
                letter.reason().isEmpty() ? "-" : letter.reason(),
                or(letter.eventId()),
                or(letter.eventType()).replaceFirst("^" + TYPES.replace(".", "\\."), ""))));
        return Columns.align(rows);
    }

    public static List<String> whole(DeadLetter letter, Instant now, ZoneId zone) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "  Sent",
                Times.withDay(letter.enqueuedAt(), zone) + ", "
                        + DurationText.of(Duration.between(letter.enqueuedAt(), now)) + " ago"));
        rows.add(List.of("  Deliveries", String.valueOf(letter.deliveryCount())));
        rows.add(List.of("  Message id", or(letter.messageId())));
        rows.add(List.of("  Content type", or(letter.contentType())));
        rows.add(List.of("  Event id", or(letter.eventId())));
        rows.add(List.of("  Event type", or(letter.eventType())));
        letter.properties().forEach((name, value) -> rows.add(List.of("  Property " + name, value)));
        List<String> lines = new ArrayList<>();
        lines.add("Dead letter " + letter.sequenceNumber() + ": "
                + (letter.reason().isEmpty() ? "no reason" : letter.reason()));
        lines.addAll(letter.description().lines().map(line -> "  " + line).toList());
        lines.add("");
        lines.addAll(Columns.align(rows));
        lines.add("");
        lines.add("Body");
        lines.addAll(letter.body().lines().toList());
        return lines;
    }

    private static String or(@Nullable String value) {
        return Objects.requireNonNullElse(value, "-");
    }
}
