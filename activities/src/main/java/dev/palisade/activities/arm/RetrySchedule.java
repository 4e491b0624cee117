package dev.palisade.activities.arm;

import java.time.Duration;
import java.util.Optional;

/** When to ask again: when Azure says so, within reason; else often enough for how long such a thing usually takes. */
public record RetrySchedule(SimulatedTime time) {
    /** While it works, Azure may ask for an hour; a person who watches must not wait for the next question that long. */
    public static final Duration LONGEST = Duration.ofSeconds(60);

    /** Where it refuses, its wish is obeyed in full. No limit of requests is known that counts over more than an hour. */
    public static final Duration LONGEST_AFTER_REFUSAL = Duration.ofHours(1);

    /** What ARM's own clients wait where Azure says nothing. */
    public static final Duration DEFAULT = Duration.ofSeconds(15);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** Asking every eightieth of the usual time finds the end within about one percent of it. */
    private static final int QUESTIONS_PER_OPERATION = 80;

    /** The delay after an answer, in real time. */
    public Duration after(ArmAnswer answer) {
        return asked(answer).orElseGet(() -> time.real(DEFAULT));
    }

    /** The delay after an answer to a question about something that usually takes this long (Azure's time), in real time. */
    public Duration after(ArmAnswer answer, Duration typical) {
        return asked(answer).orElseGet(() -> between(typical));
    }

    /** The delay between questions about something that usually takes this long (Azure's time), in real time. */
    public Duration between(Duration typical) {
        Duration part = typical.dividedBy(QUESTIONS_PER_OPERATION);
        Duration bounded = part.compareTo(SHORTEST) < 0 ? SHORTEST : part.compareTo(DEFAULT) > 0 ? DEFAULT : part;
        return time.real(bounded);
    }

    /** No wait at all is no wish that can be obeyed: attempt would follow attempt as fast as the network carries them. */
    private static Optional<Duration> asked(ArmAnswer answer) {
        Duration longest = answer.isSuccess() ? LONGEST : LONGEST_AFTER_REFUSAL;
        return answer.retryAfter()
                .filter(asked -> !asked.isZero())
                .map(asked -> asked.compareTo(longest) > 0 ? longest : asked);
    }
}
