package dev.palisade.activities.arm;

import dev.palisade.activities.arm.Throttling.Closing;
import dev.palisade.activities.arm.UnderWay.Departure;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** A request whose turn is set, and which is under way until this is closed. */
    final class Going implements AutoCloseable {
        private final ArmCall call;
        private final Duration pause;
        private final Map<RequestLimit, Departure> departures;

        private Going(ArmCall call, Duration pause, Map<RequestLimit, Departure> departures) {
            this.call = call;
            this.pause = pause;
            this.departures = departures;
        }

        /** Until its turn. */
        Duration pause() {
            return pause;
        }

        /** At its turn: meanwhile somebody else's answer may have closed it. @throws ArmThrottled if so */
        void requireOpen() {
            RequestBudget.this.requireOpen(call);
        }

        /** Takes to heart what its answer says is left. */
        void answered(ArmAnswer answer) {
            synchronized (RequestBudget.this) {
                Duration now = clock.get();
                RemainingRequests.in(call, answer).forEach((limit, requests) -> {
                    Allowance allowance = allowance(limit);
                    allowance.told(requests, departures.getOrDefault(limit, allowance.passing()), now);
                });
            }
        }

        @Override
        public void close() {
            synchronized (RequestBudget.this) {
                departures.keySet().forEach(limit -> allowance(limit).ended());
            }
        }
    }

    /** Returns when the request may go. @throws ArmThrottled if that is more than a moment away */
    Going await(ArmCall call) {
        Going going = reserve(call);
        try {
            if (!going.pause().isZero()) {
                sleep(call, going.pause());
                going.requireOpen();
            }
            return going;
        } catch (ArmThrottled stayed) {
            going.close();
            throw stayed;
        }
    }

    /** The request's turn, which is now its own. @throws ArmThrottled if it is more than a moment away */
    synchronized Going reserve(ArmCall call) {
        Duration now = clock.get();
        RequestLimit last = last(call, now);
        Duration turn = allowance(last).turn(now);
        if (turn.minus(now).compareTo(MOMENT) > 0) {
            throw putOff(last, turn, now, null);
        }
        Map<RequestLimit, Departure> departures = new HashMap<>();
        call.limits().forEach(limit -> departures.put(limit, allowance(limit).take(turn)));
        return new Going(call, turn.minus(now), departures);
    }

    /** Takes to heart for how long an answer closes a limit. @throws ArmThrottled if it is Azure's refusal for no other reason than that */
    synchronized void learn(ArmCall call, ArmAnswer answer) {
        Duration now = clock.get();
        for (Closing closing : Throttling.in(call, answer)) {
            Allowance allowance = allowance(closing.limit());
            allowance.close(now.plus(Moments.earlier(schedule.after(answer), closing.longest())), !answer.isRefusal());
            if (answer.isRefusal()) {
                throw putOff(closing.limit(), allowance.opensAt(), now, answer);
            }
        }
    }

    /** The limits that are closed now, the longest first. */
    public synchronized List<Closed> closed() {
        Duration now = clock.get();
        return allowances.values().stream()
                .filter(each -> each.isClosed(now))
                .map(each -> new Closed(each.inWords(now), each.opensAt().minus(now)))
                .sorted(Comparator.comparing(Closed::opensIn).reversed())
                .toList();
    }

    /** How many requests were put off until later, since the start. */
    public synchronized long putOff() {
        return putOff;
    }

    /** Of the limits that count a request, the one that lets it go last. */
    private RequestLimit last(ArmCall call, Duration now) {
        return call.limits().stream()
                .max(Comparator.comparing(limit -> allowance(limit).turn(now)))
                .orElseThrow();
    }

    private synchronized void requireOpen(ArmCall call) {
        Duration now = clock.get();
        call.limits().stream()
                .filter(limit -> allowance(limit).isClosed(now))
                .max(Comparator.comparing(limit -> allowance(limit).opensAt()))
                .ifPresent(limit -> {
                    throw putOff(limit, allowance(limit).opensAt(), now, null);
                });
    }

    private void sleep(ArmCall call, Duration pause) {
        try {
            wait.until(pause);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ArmThrottled(call.arms(call.requests()).inWords(), pause, pause, null);
        }
    }

    private ArmThrottled putOff(RequestLimit limit, Duration turn, Duration now, @Nullable ArmAnswer answer) {
        putOff++;
        Allowance allowance = allowance(limit);
        return new ArmThrottled(
                allowance.inWords(now),
                turn.minus(now),
                allowance.comeAgain(turn).minus(now),
                answer);
    }

    private Allowance allowance(RequestLimit limit) {
        return allowances.computeIfAbsent(limit, unknown -> Allowance.of(unknown, time, random));
    }
}
