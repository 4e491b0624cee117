package dev.palisade.local.servicebus.entity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session that one receiver holds: only it gets the session's messages, until it lets go or its lock runs out. */
public final class AcceptedSession implements MessageSource {
    private final Sessions sessions;
    private final String id;
    private final boolean expires;
    private Instant lockedUntil;
    private @Nullable Condition ended;

    /** @param expires whether the lock runs out if nobody renews it */
    AcceptedSession(Sessions sessions, String id, Instant lockedUntil, boolean expires) {
        this.sessions = sessions;
        this.id = id;
        this.lockedUntil = lockedUntil;
        this.expires = expires;
    }

    public String id() {
        return id;
    }

    public Instant lockedUntil() {
        return lockedUntil;
    }

    @Override
    public String path() {
        return sessions.path();
    }

    @Override
    public Condition condition() {
        return ended == null ? sessions.condition() : ended;
    }

    @Override
    public boolean hasAvailable() {
        return first().isPresent();
    }

    @Override
    public Optional<BrokeredMessage> lockNext() {
        return first().map(number -> sessions.deliveries().lock(number, lockedUntil));
    }

    @Override
    public Optional<BrokeredMessage> takeNext() {
        return first().map(sessions.deliveries()::take);
    }

    @Override
    public Settlement settle(UUID lockToken, Disposition disposition) {
        sessions.expireDue();
        return ended == null ? sessions.deliveries().settle(lockToken, disposition) : Settlement.SESSION_LOCK_LOST;
    }

    /** Lets go of the session; what was handed out and not settled is free again, and nothing is counted for it. */
    @Override
    public void close() {
        if (ended == null) {
            sessions.letGo(this);
            ended = Condition.REMOVED;
        }
    }

    void extend(Instant until) {
        lockedUntil = until;
    }

    void end(Condition reason) {
        ended = reason;
    }

    /** When its lock runs out; empty for never. */
    Optional<Instant> deadline() {
        return expires ? Optional.of(lockedUntil) : Optional.empty();
    }

    private Optional<Long> first() {
        sessions.expireDue();
        return ended == null ? sessions.firstAvailable(id) : Optional.empty();
    }
}
