package dev.palisade.local.servicebus.admin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** When entities were made and changed by this process; of what was there before, when it started. */
final class EntityTimes {
    private final InstantSource clock;
    private final Instant started;
    private final Map<String, AtomWriter.Times> times = new TreeMap<>();

    EntityTimes(InstantSource clock) {
        this.clock = clock;
        this.started = clock.instant();
    }

    AtomWriter.Times of(String path) {
        return times.getOrDefault(key(path), new AtomWriter.Times(started, started));
    }

    void made(String path) {
        Instant now = clock.instant();
        times.put(key(path), new AtomWriter.Times(now, now));
    }

    void changed(String path) {
        times.put(key(path), new AtomWriter.Times(of(path).created(), clock.instant()));
    }

    /** It is gone, and all that was below it. */
    void removed(String path) {
        times.keySet().removeIf(known -> known.equals(key(path)) || known.startsWith(key(path) + "/"));
    }

    private static String key(String path) {
        return path.toLowerCase(Locale.ROOT);
    }
}
