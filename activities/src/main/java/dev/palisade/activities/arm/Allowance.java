package dev.palisade.activities.arm;

import java.time.Duration;

/**
 * What one limit allows, as far as Azure has told: until when it is closed, and how many requests are left of what it refills all the
 * time. All moments are on one monotonic clock, in real time. Not safe for threads: the budget guards it.
 */
final class Allowance {
    /**
     * With so few left, requests go one after another. The fewer, the slower: at half of it half as fast as it refills. So the workers that
     * share a limit, and do not know of each other, come to rest at a speed that it bears together.
     */
    static final int FEW = 20;

    /** Between two requests, in Azure's time, however few are left: none at all is where a closed limit begins again. */
    private static final Duration WIDEST = Duration.ofSeconds(1);

    /** Those who are sent away come back one after another, but the last of them no later than this. */
    private static final Duration LATEST_RETURN = Duration.ofMinutes(1);

    /** A count that nobody can say how it refills is believed for so long, in Azure's time, and no longer. */
    private static final Duration BELIEVED = Duration.ofMinutes(1);

    private final boolean refills;
    private final Duration refillTime;
    private final Duration widest;
    private final Duration believed;
    private Duration opensAt = Duration.ZERO;
    /** Plenty, until Azure says otherwise. */
    private double left = Double.POSITIVE_INFINITY;

    /** What it can hold at least, as far as it was seen. */
    private double most = 2 * FEW;

    private Duration countedAt = Duration.ZERO;
    private Duration toldAt = Duration.ZERO;
    private Duration lastTurn;
    private Duration lastReturn = Duration.ZERO;

    Allowance(RequestLimit limit, SimulatedTime time) {
        this.refills = limit.isArms();
        this.believed = time.real(BELIEVED);
        this.refillTime = time.real(Duration.ofSeconds(1).dividedBy(limit.refill()));
        this.widest = time.real(WIDEST);
        this.lastTurn = widest.negated();
    }

    /** When a request may go that comes now. */
    Duration turn(Duration now) {
        Duration open = later(now, opensAt);
        double then = leftAt(open);
        return then >= FEW ? open : later(open, earlier(lastTurn.plus(gap(then)), refilled()));
    }

    /** A request goes at that time. */
    void take(Duration turn) {
        left = leftAt(turn) - 1;
        countedAt = later(countedAt, turn);
        lastTurn = later(lastTurn, turn);
    }

    /** When one may come again whose turn is too far away to wait for: everyone at another time, as fast as the limit refills. */
    Duration comeAgain(Duration turn) {
        Duration next = later(turn, lastReturn.plus(refillTime));
        Duration latest = turn.plus(LATEST_RETURN);
        lastReturn = next.compareTo(latest) > 0 ? latest : next;
        return lastReturn;
    }

    /** Azure says what is left. */
    void remaining(int requests, Duration now) {
        most = Math.max(most, requests);
        left = requests;
        countedAt = now;
        toldAt = now;
    }

    /**
     * Azure refuses more until then. An earlier word that closes it for longer stands. What is known to refill begins again with nothing; how
     * much a provider allows after its refusal, only its next answer can tell.
     */
    void close(Duration until) {
        opensAt = later(opensAt, until);
        left = refills ? 0 : Double.POSITIVE_INFINITY;
        countedAt = opensAt;
    }

    Duration opensAt() {
        return opensAt;
    }

    boolean isClosed(Duration now) {
        return now.compareTo(opensAt) < 0;
    }

    /** How much later one may come than it was told, so that workers that know nothing of each other do not all come at once. */
    Duration spread() {
        return refillTime;
    }

    /** When there are no longer few, if nobody asks meanwhile. */
    private Duration refilled() {
        return countedAt.plus(Duration.ofNanos(Math.round(refillTime.toNanos() * (FEW - left))));
    }

    private double leftAt(Duration moment) {
        if (!refills && moment.minus(toldAt).compareTo(believed) > 0) {
            return Double.POSITIVE_INFINITY;
        }
        Duration since = moment.minus(countedAt);
        double refilled = since.isNegative() ? 0 : (double) since.toNanos() / refillTime.toNanos();
        return Math.min(Math.max(most, left), left + refilled);
    }

    private Duration gap(double requestsLeft) {
        double slower = FEW / Math.max(requestsLeft, 1);
        Duration gap = Duration.ofNanos(Math.round(refillTime.toNanos() * slower));
        return gap.compareTo(widest) > 0 ? widest : gap;
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
