package dev.palisade.activities.arm;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where Azure is and who we are there.
 *
 * @param endpoint ARM's base address, such as {@code https://management.azure.com}
 * @param tenant the directory to ask for tokens; null for the credential's own
 * @param operationHosts hosts besides the endpoint's own that may be asked after an operation (regional ARM hosts); any other would be
 *     handed our token
 * @param time how fast Azure's clock runs; faster than real only on this machine
 * @param httpTimeout the longest that one request may take; below the start-to-close timeout of the activities, so that Temporal never
 *     gives up on an attempt that is still sending
 * @param serviceLimit the longest that Azure may still act on a request whose sender has gone, in Azure's time
 */
public record AzureSettings(
        URI endpoint,
        CredentialKind credential,
        @Nullable String tenant,
        Set<String> operationHosts,
        SimulatedTime time,
        Duration httpTimeout,
        Duration serviceLimit) {

    public static final Duration HTTP_TIMEOUT = Duration.ofSeconds(20);
    public static final Duration SERVICE_LIMIT = Duration.ofSeconds(60);

    public enum CredentialKind {
        /** The SDK's chain: environment, workload or managed identity, command line. */
        DEFAULT,
        /** A fixed bearer token that only a simulator accepts. */
        SIMULATOR
    }

    /** @throws IllegalArgumentException in one sentence, if a token could leave this machine unprotected, or time run fast on the real Azure */
    public AzureSettings {
        operationHosts = Set.copyOf(operationHosts);
        String host = endpoint.getHost();
        if (host == null || !("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))) {
            throw new IllegalArgumentException("Azure's endpoint '" + endpoint + "' is not an http or https address.");
        }
        boolean loopback = isLoopback(host);
        if ("http".equals(endpoint.getScheme()) && !loopback) {
            throw new IllegalArgumentException("Azure's endpoint " + endpoint
                    + " would carry a token in the clear: http is for this machine only.");
        }
        if (credential == CredentialKind.SIMULATOR && !loopback) {
            throw new IllegalArgumentException(
                    "The simulator's credential is for this machine only, not for " + endpoint + ".");
        }
        if (credential == CredentialKind.DEFAULT && "http".equals(endpoint.getScheme())) {
            throw new IllegalArgumentException("A real credential needs https, but Azure's endpoint is " + endpoint
                    + "; set credential: simulator.");
        }
        if (time.isSimulated() && !loopback) {
            throw new IllegalArgumentException(
                    "Only a simulator's clock can run faster, not that of " + endpoint + ".");
        }
    }

    public static AzureSettings simulator(URI endpoint, double speed) {
        return new AzureSettings(
                endpoint,
                CredentialKind.SIMULATOR,
                null,
                Set.of(),
                new SimulatedTime(speed),
                HTTP_TIMEOUT,
                SERVICE_LIMIT);
    }

    /** How long a write whose answer was lost may still take effect, in real time. */
    public Duration unansweredWindow() {
        return httpTimeout.plus(time.real(serviceLimit));
    }

    /** True for an endpoint that stands in for Azure: the real one is never here. */
    public boolean isOnThisMachine() {
        return isLoopback(endpoint.getHost());
    }

    private static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.startsWith("127.") || name.equals("[::1]");
    }
}
