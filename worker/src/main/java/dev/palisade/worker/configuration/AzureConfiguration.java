package dev.palisade.worker.configuration;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which Azure Resource Manager, and as whom.
 *
 * @param simulatedSpeed how much faster than life the simulator's clock runs; expected waits and poll schedules are divided by it
 */
public record AzureConfiguration(URI endpoint, Optional<String> tenant, Credential credential, double simulatedSpeed) {
    private static final URI PUBLIC_CLOUD = URI.create("https://management.azure.com");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /** {@code DEFAULT}: whatever {@code DefaultAzureCredential} finds. {@code SIMULATOR}: a token that only the simulator takes. */
    public enum Credential {
        DEFAULT,
        SIMULATOR
    }

    static AzureConfiguration read(Section section) {
        URI endpoint = endpoint(section);
        Credential credential = credential(section);
        double speed = section.factor("simulatedSpeed", 1);
        if (!loopback(endpoint)) {
            refuseSimulation(section, credential, speed);
        }
        return new AzureConfiguration(endpoint, section.text("tenant"), credential, speed);
    }

    private static URI endpoint(Section section) {
        String text = section.text("endpoint", PUBLIC_CLOUD.toString());
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || loopback(uri))) {
                return uri;
            }
        } catch (IllegalArgumentException notAUri) {
            // The same problem as a URI without a host: said below.
        }
        section.problem(
                "endpoint", "'" + text + "' is neither https nor on this machine", "write it as " + PUBLIC_CLOUD);
        return PUBLIC_CLOUD;
    }

    private static Credential credential(Section section) {
        String text = section.text("credential", "default");
        return Arrays.stream(Credential.values())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseGet(() -> {
                    section.problem("credential", "'" + text + "' is not known", "write default or simulator");
                    return Credential.DEFAULT;
                });
    }

    private static void refuseSimulation(Section section, Credential credential, double speed) {
        if (speed > 1) {
            section.problem(
                    "simulatedSpeed",
                    "real Azure has one speed",
                    "write 1, or name a simulator on this machine as endpoint");
        }
        if (credential == Credential.SIMULATOR) {
            section.problem("credential", "real Azure does not take the simulator's token", "write default");
        }
    }

    /** By its spelling alone: to ask a name server would make a mistake slow and its answer doubtful. */
    private static boolean loopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.matcher(uri.getHost()).matches();
    }
}
