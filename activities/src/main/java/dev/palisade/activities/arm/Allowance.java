package dev.palisade.activities.arm;

import dev.palisade.activities.arm.UnderWay.Departure;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * What one limit allows, as far as Azure has told: until when it is closed, and at what pace requests may go while it is open. All moments
 * are on one monotonic clock, in real time. Not safe for threads: the budget guards it.
 */
final class Allowance {
    private final RequestLimit limit;
    private final Pace pace;
    private final Returns returns;
    private final UnderWay underWay = new UnderWay();
    private Duration opensAt = Duration.ZERO;
    private boolean unavailable;

    private Allowance(RequestLimit limit, Pace pace, Returns returns) {
        this.limit = limit;
        this.pace = pace;
        this.returns = returns;
    }

    static Allowance of(RequestLimit limit, SimulatedTime time, DoubleSupplier random) {
        if (!limit.isArms()) {
            Duration distance = time.real(ProviderCount.DISTANCE);
            return new Allowance(limit, new ProviderCount(time), new Returns(distance, random));
        }
        Duration refill =
                time.real(Duration.ofSeconds(1).dividedBy(limit.requests().refill()));
        return new Allowance(limit, new TokenBucket(refill, time), new Returns(refill, random));
    }

    /** When a request may go that comes now. */
    Duration turn(Duration now) {
        return pace.turn(Moments.later(now, opensAt));
    }

    /** A request goes at that time; what becomes of it must be told. */
    Departure take(Duration turn) {
        pace.take(turn);
        return underWay.goes();
    }

    /** Of a request that goes without being counted here. */
    Departure passing() {
        return underWay.passes();
    }

    /** A request that was under way is over, answered or not. */
    void ended() {
        underWay.ends();
    }

    /** Azure says what is left, in the answer to the request that went so. */
    void told(int requests, Departure departure, Duration now) {
        underWay.uncounted(departure).ifPresent(uncounted -> pace.told(requests - uncounted, now));
    }

    /**
     * Azure takes no more requests until then. An earlier word that closes it for longer stands.
     *
     * @param busy true if a service said that it is unavailable, rather than that a limit is reached
     */
    void close(Duration until, boolean busy) {
        if (until.compareTo(opensAt) >= 0) {
            opensAt = until;
            unavailable = busy;
        }
        pace.closed(opensAt);
    }

    Duration opensAt() {
        return opensAt;
    }

    boolean isClosed(Duration now) {
        return now.compareTo(opensAt) < 0;
    }

    /** When one may come again whose turn is too far away to wait for. */
    Duration comeAgain(Duration turn) {
        return returns.next(turn);
    }

    /** What it limits, and why it is closed if that is not a limit: {@code writes, subscription 1111: the service is unavailable}. */
    String inWords(Duration now) {
        return limit.inWords() + (isClosed(now) && unavailable ? ": the service is unavailable" : "");
    }
}
