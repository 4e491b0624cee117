package dev.palisade.activities.arm;

import java.time.Duration;

/**
 * ARM's own limit: a bucket of tokens that refills all the time, at a rate that ARM has published. So what is left can be reckoned between
 * two answers, and while few are left the pace is the slower the fewer: at half of it half as fast as it refills. The workers that share a
 * bucket, and do not know of each other, come to rest at a speed that it bears together.
 */
final class TokenBucket implements Pace {
    /** Between two requests, in Azure's time, however few are left: none at all is where a closed limit begins again. */
    private static final Duration WIDEST = Duration.ofSeconds(1);

    private final Duration refillTime;
    private final Duration widest;
    /** Plenty, until Azure says otherwise. */
    private double left = Double.POSITIVE_INFINITY;

    /** What it can hold at least, as far as it was seen. */
    private double most = 2 * FEW;

    private Duration reckonedAt = Duration.ZERO;
    private Duration lastTurn;

    /** @param refillTime of one token, in real time */
    TokenBucket(Duration refillTime, SimulatedTime time) {
        this.refillTime = refillTime;
        this.widest = time.real(WIDEST);
        this.lastTurn = widest.negated();
    }

    @Override
    public Duration turn(Duration from) {
        double then = leftAt(from);
        return then >= FEW ? from : Moments.later(from, Moments.earlier(lastTurn.plus(gap(then)), refilled()));
    }

    @Override
    public void take(Duration turn) {
        left = leftAt(turn) - 1;
        reckonedAt = Moments.later(reckonedAt, turn);
        lastTurn = Moments.later(lastTurn, turn);
    }

    @Override
    public void told(long requests, Duration now) {
        left = (double) requests;
        most = Math.max(most, left);
        reckonedAt = now;
    }

    /** It was empty, or might have been: then it fills from nothing. */
    @Override
    public void closed(Duration until) {
        left = 0;
        reckonedAt = until;
    }

    /** When there are no longer few, if nobody asks meanwhile. */
    private Duration refilled() {
        return reckonedAt.plus(times(FEW - left));
    }

    private double leftAt(Duration moment) {
        Duration since = moment.minus(reckonedAt);
        double refilled = since.isNegative() ? 0 : (double) since.toNanos() / refillTime.toNanos();
        return Math.min(Math.max(most, left), left + refilled);
    }

    private Duration gap(double requestsLeft) {
        return Moments.earlier(times(FEW / Math.max(requestsLeft, 1)), widest);
    }

    private Duration times(double tokens) {
        return Duration.ofNanos(Math.round(refillTime.toNanos() * tokens));
    }
}
