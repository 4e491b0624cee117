package dev.palisade.worker.slowness;

import dev.palisade.workflows.slowness.Where;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** How many waits are slow now, by where. Each worker counts them all. */
final class SlowMeters {
    private static final String SLOW = "palisade.requests.slow";

    private final Map<Where, AtomicInteger> counts = new EnumMap<>(Where.class);

    SlowMeters(MeterRegistry meters) {
        for (Where where : Where.values()) {
            AtomicInteger count = new AtomicInteger();
            counts.put(where, count);
            Gauge.builder(SLOW, count, AtomicInteger::get)
                    .tag("where", where.name().toLowerCase(Locale.ROOT))
                    .description("Waits of requests that take longer than is usual; every worker counts all of them")
                    .register(meters);
        }
    }

    void show(List<Slow> slow) {
        counts.forEach((where, count) -> count.set((int)
                slow.stream().filter(one -> one.waiting().where() == where).count()));
    }
}
