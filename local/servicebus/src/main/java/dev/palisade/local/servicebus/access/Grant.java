package dev.palisade.local.servicebus.access;

import java.time.Instant;
import java.util.Locale;

/**
 * What a token lets its bearer use.
 *
 * @param path of an entity, which includes what is below it; empty for the whole namespace
 */
public record Grant(String path, Instant expiresAt) {
    public boolean covers(String entity, Instant now) {
        String wanted = entity.toLowerCase(Locale.ROOT);
        String granted = path.toLowerCase(Locale.ROOT);
        boolean included = granted.isEmpty() || wanted.equals(granted) || wanted.startsWith(granted + "/");
        return included && now.isBefore(expiresAt);
    }
}
