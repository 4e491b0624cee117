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
 * @param withStatus whether Azure-AsyncOperation is answered; without it a client has only Location
 * @param onResource whether the operation's URL lies below the resource's own, rather than below a region
 * @param words the status words while it runs
 */
public record LroStyle(
        Duration duration,
        String statusSegment,
        String resultSegment,
        boolean withLocation,
        boolean withStatus,
        boolean onResource,
        List<String> words) {
    /** How long a client is asked to wait between polls, in simulated time. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(15);

    public LroStyle {
        words = List.copyOf(words);
    }

    public static LroStyle network(int seconds) {
        return regional(Duration.ofSeconds(seconds), "operations", "operationResults", "InProgress");
    }

    public static LroStyle machineLearning(int minutes) {
        return regional(
                Duration.ofMinutes(minutes), "computeOperationsStatus", "computeOperationResults", "InProgress");
    }

    /** Endpoints and their deployments: operations of the workspace's model front end. */
    static LroStyle inference(int minutes) {
        return regional(Duration.ofMinutes(minutes), "mfeOperationsStatus", "mfeOperationResults", "InProgress");
    }

    /** Classic web services: operations of the model management service. */
    static LroStyle webService(int minutes) {
        return regional(Duration.ofMinutes(minutes), "serviceOperationsStatus", "serviceOperationResults", "Running");
    }

    /** AKS shows its inner steps: a client that knows only Azure's documented words must take these for running. */
    public static LroStyle managedCluster(int minutes) {
        return regional(
                Duration.ofMinutes(minutes),
                "operations",
                "operationresults",
                "InProgress",
                "ProvisionControlPlane",
                "InProgress");
    }

    public static LroStyle virtualMachine(int minutes) {
        return regional(Duration.ofMinutes(minutes), "operations", "operations", "InProgress");
    }

    public static LroStyle hdInsight(int minutes) {
        return regional(Duration.ofMinutes(minutes), "azureasyncoperations", "operationresults", "InProgress");
    }

    public static LroStyle clusterExtension(int minutes) {
        return new LroStyle(
                Duration.ofMinutes(minutes), "operations", "operationResults", false, true, true, List.of("Creating"));
    }

    private static LroStyle regional(Duration duration, String status, String result, String... words) {
        return new LroStyle(duration, status, result, false, true, false, List.of(words));
    }

    public LroStyle alsoLocation() {
        return new LroStyle(duration, statusSegment, resultSegment, true, withStatus, onResource, words);
    }

    /** As OnlineEndpoints_Delete answers: Location, and no Azure-AsyncOperation. */
    LroStyle onlyLocation(Duration lasting) {
        return new LroStyle(lasting, statusSegment, resultSegment, true, false, onResource, words);
    }

    /** The same style for an operation that takes another time and shows other words. */
    LroStyle lasting(Duration other, String... otherWords) {
        return new LroStyle(
                other, statusSegment, resultSegment, withLocation, withStatus, onResource, List.of(otherWords));
    }

    boolean names(String segment) {
        String asked = segment.toLowerCase(Locale.ROOT);
        return asked.equals(statusSegment.toLowerCase(Locale.ROOT))
                || asked.equals(resultSegment.toLowerCase(Locale.ROOT));
    }
}
