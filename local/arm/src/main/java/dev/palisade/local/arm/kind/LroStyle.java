package dev.palisade.local.arm.kind;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How a service runs a long-running operation.
 *
 * @param duration in simulated time
 * @param statusSegment path segment of the operation's own URL, answered in Azure-AsyncOperation
 * @param resultSegment path segment of the URL answered in Location, where the style has one
 * @param withLocation whether Location is answered beside Azure-AsyncOperation
 * @param words the status words while it runs
 */
public record LroStyle(
        Duration duration, String statusSegment, String resultSegment, boolean withLocation, List<String> words) {
    /** How long a client is asked to wait between polls, in simulated time. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(15);

    public LroStyle {
        words = List.copyOf(words);
    }

    public static LroStyle network(int seconds) {
        return new LroStyle(
                Duration.ofSeconds(seconds), "operations", "operationResults", false, List.of("InProgress"));
    }

    public static LroStyle machineLearning(int minutes) {
        return new LroStyle(
                Duration.ofMinutes(minutes),
                "computeOperationsStatus",
                "computeOperationResults",
                false,
                List.of("InProgress"));
    }

    /** AKS shows its inner steps: a client that knows only Azure's documented words must take these for running. */
    public static LroStyle managedCluster(int minutes) {
        return new LroStyle(
                Duration.ofMinutes(minutes),
                "operations",
                "operationresults",
                false,
                List.of("InProgress", "ProvisionControlPlane", "InProgress"));
    }

    public LroStyle alsoLocation() {
        return new LroStyle(duration, statusSegment, resultSegment, true, words);
    }

    boolean names(String segment) {
        String asked = segment.toLowerCase(Locale.ROOT);
        return asked.equals(statusSegment.toLowerCase(Locale.ROOT))
                || asked.equals(resultSegment.toLowerCase(Locale.ROOT));
    }
}
