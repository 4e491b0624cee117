package dev.palisade.activities.arm;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests that Azure still allows to one principal, shared by all that a worker does: what one learns from an answer, all obey. Inside
 * a {@code Retry-After} of a limit, no request goes out that it counts; when few are left, they go one after another before there are none.
 *
 * <p>Nothing is kept when the process ends: a new worker learns from its first answer, and what an old one put off comes back no earlier
 * than that one was told.
 */
public final class RequestBudget {
    /**
     * A turn that is no further away is waited for in place, so that an attempt of several reads gets them one after another and need not begin
     * again with the first. A longer wait would hold a thread that others need, and outlast the attempt's own time.
     */
    static final Duration MOMENT = Duration.ofSeconds(8);

    private final SimulatedTime time;
    private final RetrySchedule schedule;
    private final Supplier<Duration> clock;
    private final Wait wait;
    private final DoubleSupplier random;
    private final Map<RequestLimit, Allowance> allowances = new HashMap<>();
    private long putOff;

    /** Lets time pass. */
    @FunctionalInterface
    interface Wait {
        void until(Duration over) throws InterruptedException;
    }

    /**
     * @param clock monotonic
     * @param random from 0 to 1
     */
    RequestBudget(SimulatedTime time, Supplier<Duration> clock, Wait wait, DoubleSupplier random) {
        this.time = time;
        this.schedule = new RetrySchedule(time);
        this.clock = clock;
        this.wait = wait;
        this.random = random;
    }

    public static RequestBudget of(SimulatedTime time) {
        long start = System.nanoTime();
        return new RequestBudget(
                time,
                () -> Duration.ofNanos(System.nanoTime() - start),
                pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** A limit that is closed now. */
    public record Closed(String limit, Duration opensIn) {}

    /** Returns when the request may go. @throws ArmThrottled if that is more than a moment away */
    void await(ArmCall call) {
        Duration pause = turn(call);
        if (!pause.isZero()) {
            sleep(call, pause);
            // Meanwhile somebody else's answer may have closed it.
            requireOpen(call);
        }
    }

    /** Takes to heart what an answer says of limits. @throws ArmThrottled if it says that one is reached */
    void learn(ArmCall call, ArmAnswer answer) {
        Optional<RequestLimit> reached = Throttling.in(call, answer);
        synchronized (this) {
            Duration now = clock.get();
            RemainingRequests.in(call, answer)
                    .forEach((limit, requests) -> allowance(limit).remaining(requests, now));
            reached.ifPresent(limit -> {
                allowance(limit).close(now.plus(schedule.after(answer)));
                throw putOff(limit, allowance(limit).opensAt(), now, answer);
            });
        }
    }

    /** The limits that are closed now, the longest first. */
    public synchronized List<Closed> closed() {
        Duration now = clock.get();
        return allowances.entrySet().stream()
                .filter(each -> each.getValue().isClosed(now))
                .map(each -> new Closed(
                        each.getKey().inWords(), each.getValue().opensAt().minus(now)))
                .sorted(Comparator.comparing(Closed::opensIn).reversed())
                .toList();
    }

    /** How many requests were put off until later, since the start. */
    public synchronized long putOff() {
        return putOff;
    }

    /** The pause until the request's turn, which is now its own. */
    private synchronized Duration turn(ArmCall call) {
        Duration now = clock.get();
        RequestLimit last = last(call, now);
        Duration turn = allowance(last).turn(now);
        if (turn.minus(now).compareTo(MOMENT) > 0) {
            throw putOff(last, turn, now, null);
        }
        call.limits().forEach(limit -> allowance(limit).take(turn));
        return turn.minus(now);
    }

    /** Of the limits that count a request, the one that lets it go last. */
    private RequestLimit last(ArmCall call, Duration now) {
        return call.limits().stream()
                .max(Comparator.comparing(limit -> allowance(limit).turn(now)))
                .orElseThrow();
    }

    private synchronized void requireOpen(ArmCall call) {
        Duration now = clock.get();
        RequestLimit last = last(call, now);
        if (allowance(last).isClosed(now)) {
            throw putOff(last, allowance(last).opensAt(), now, null);
        }
    }

    private void sleep(ArmCall call, Duration pause) {
        try {
            wait.until(pause);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ArmThrottled(call.arms(call.requests()), pause, pause, null);
        }
    }

    private ArmThrottled putOff(RequestLimit limit, Duration turn, Duration now, @Nullable ArmAnswer answer) {
        putOff++;
        Allowance allowance = allowance(limit);
        Duration jitter = Duration.ofNanos(Math.round(allowance.spread().toNanos() * random.getAsDouble()));
        Duration comeAgain = allowance.comeAgain(turn).plus(jitter);
        return new ArmThrottled(limit, turn.minus(now), comeAgain.minus(now), answer);
    }

    private Allowance allowance(RequestLimit limit) {
        return allowances.computeIfAbsent(limit, unknown -> new Allowance(unknown, time));
    }
}
