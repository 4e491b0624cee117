package dev.palisade.activities.arm;

import java.time.Duration;

/**
 * A provider's limit: some of them tell how many requests are left in a window of their own, and none how they come back. So its word is
 * believed for a while and no longer, and while it says that few are left, requests keep a distance that is a guess.
 */
final class ProviderCount implements Pace {
    /** In Azure's time. */
    static final Duration DISTANCE = Duration.ofSeconds(1);

    /** In Azure's time. */
    private static final Duration BELIEVED = Duration.ofMinutes(1);

    private final Duration distance;
    private final Duration believed;
    /** Plenty, until the provider says otherwise. */
    private long left = Long.MAX_VALUE;

    private Duration toldAt = Duration.ZERO;
    private Duration lastTurn;

    ProviderCount(SimulatedTime time) {
        this.distance = time.real(DISTANCE);
        this.believed = time.real(BELIEVED);
        this.lastTurn = distance.negated();
    }

    @Override
    public Duration turn(Duration from) {
        boolean few = left < FEW && from.minus(toldAt).compareTo(believed) <= 0;
        return few ? Moments.later(from, lastTurn.plus(distance)) : from;
    }

    @Override
    public void take(Duration turn) {
        left--;
        lastTurn = Moments.later(lastTurn, turn);
    }

    @Override
    public void told(long requests, Duration now) {
        left = requests;
        toldAt = now;
    }

    /** How much it allows after that, only its next answer can tell. */
    @Override
    public void closed(Duration until) {
        left = Long.MAX_VALUE;
    }
}
