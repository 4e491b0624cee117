package dev.palisade.local.servicebus.admin;

import dev.palisade.local.servicebus.entity.DurationLimits;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one description with its expectations, and gathers what does not meet them. */
final class DescriptionReader {
    /** What .NET takes for endless; the SDKs send it for a time to live of which nothing was said. */
    private static final Duration ENDLESS = Duration.ofDays(10_675_199);

    private static final Pattern SCHEME_AND_AUTHORITY = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*/+");

    private final XmlElement description;
    private final List<String> problems = new ArrayList<>();

    DescriptionReader(XmlElement description) {
        this.description = description;
    }

    XmlElement description() {
        return description;
    }

    void problem(String problem) {
        problems.add(problem);
    }

    void allow(Set<String> known) {
        for (XmlElement child : description.children()) {
            if (!known.contains(child.name())) {
                problem(child.name() + " is not known here; leave it out.");
            }
        }
    }

    /** Refuses a setting that this broker does not have, unless it says what is so anyway. */
    void only(String name, String allowed, String remedy) {
        String value = description.text(name).orElse(allowed);
        if (!value.equalsIgnoreCase(allowed)) {
            problem(name + " cannot be " + value + "; " + remedy + ".");
        }
    }

    boolean flag(String name, boolean otherwise) {
        String value = description.text(name).orElse(Boolean.toString(otherwise));
        if (!value.equals("true") && !value.equals("false")) {
            problem(name + " is neither true nor false; write one of them.");
        }
        return value.equals("true");
    }

    int positive(String name, int otherwise) {
        try {
            int value = description.text(name).map(Integer::parseInt).orElse(otherwise);
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, as a number under 1 is.
        }
        problem(name + " is not a whole number from 1; write one such as 10.");
        return otherwise;
    }

    Duration duration(String name, Duration otherwise, DurationLimits limits) {
        Duration duration = anyDuration(name).orElse(otherwise);
        if (!limits.allow(duration)) {
            problem(name + " cannot be " + duration + "; write one " + limits + ".");
        }
        return duration;
    }

    /** Empty if nothing is said, and for what is endless. */
    Optional<Duration> optionalDuration(String name) {
        return anyDuration(name).filter(duration -> duration.compareTo(ENDLESS) < 0);
    }

    private Optional<Duration> anyDuration(String name) {
        Optional<String> text = description.text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Duration duration = Duration.parse(text.get());
            if (!duration.isZero() && !duration.isNegative()) {
                return Optional.of(duration);
            }
        } catch (DateTimeParseException notADuration) {
            // Reported below, as a duration of nothing is.
        }
        problem(name + " is not a duration longer than nothing; write one such as PT1M for one minute.");
        return Optional.empty();
    }

    /** The path of an entity, which the SDKs write as a URL. */
    Optional<String> entity(String name) {
        return description
                .text(name)
                .map(text -> SCHEME_AND_AUTHORITY.matcher(text).replaceFirst(""));
    }

    void throwIfInvalid() {
        if (!problems.isEmpty()) {
            throw AdminException.invalid(problems);
        }
    }
}
