package dev.palisade.local.servicebus.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What the tokens of one connection let it use. */
public final class Grants {
    private final AccessKeys keys;
    private final InstantSource clock;
    private final List<Grant> grants = new ArrayList<>();

    public Grants(AccessKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Adds what a token grants, if that includes the entity; throws if it does not. */
    public void add(String token, String entity) throws AccessDeniedException {
        if (!keys.isRequired()) {
            return;
        }
        Grant grant = keys.check(token);
        if (!grant.covers(entity, clock.instant())) {
            throw new AccessDeniedException("The token is for another entity; make one for this one.");
        }
        grants.add(grant);
    }

    /** Forgets what has expired; false if nothing has, so that what is in use need not be looked at. */
    public boolean expire() {
        Instant now = clock.instant();
        return grants.removeIf(grant -> !now.isBefore(grant.expiresAt()));
    }

    public boolean permit(String entity) {
        Instant now = clock.instant();
        return !keys.isRequired() || grants.stream().anyMatch(grant -> grant.covers(entity, now));
    }
}
