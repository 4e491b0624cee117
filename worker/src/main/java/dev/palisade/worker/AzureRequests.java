package dev.palisade.worker;

import dev.palisade.activities.arm.RequestBudget;
import dev.palisade.activities.arm.RequestBudget.Closed;
import dev.palisade.worker.health.Health;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the worker says of Azure's limits on its requests. A worker that obeys them is well, and stays ready.
 *
 * @param closed the limits that are closed now
 * @param putOff how many requests were put off until later, since the start
 */
record AzureRequests(Supplier<List<Closed>> closed, LongSupplier putOff) {
    private static final String CLOSED = "palisade.azure.limits.closed";
    private static final String PUT_OFF = "palisade.azure.requests.put.off";

    static AzureRequests of(RequestBudget budget) {
        return new AzureRequests(budget::closed, budget::putOff);
    }

    void tell(Health health, MeterRegistry meters) {
        health.part("azure requests", this::inWords);
        Gauge.builder(CLOSED, () -> closed.get().size())
                .description("Limits of Azure on requests inside whose Retry-After no request goes out now")
                .register(meters);
        FunctionCounter.builder(PUT_OFF, putOff, LongSupplier::getAsLong)
                .description("Requests to Azure that were put off until a limit allows them")
                .register(meters);
    }

    private String inWords() {
        List<Closed> limits = closed.get();
        return limits.isEmpty()
                ? "no request limit is reached"
                : limits.stream().map(AzureRequests::inWords).collect(Collectors.joining("; "));
    }

    private static String inWords(Closed limit) {
        long seconds = limit.opensIn().plusMillis(999).toSeconds();
        return "waits for Azure's request limit (" + limit.limit() + ") for another " + seconds + " s";
    }
}
