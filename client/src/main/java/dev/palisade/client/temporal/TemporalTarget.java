package dev.palisade.client.temporal;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.timing.TimeScale;
import dev.palisade.workflows.contract.TemporalNames;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which Temporal to speak to, and where that was said.
 *
 * @param profile address, namespace, TLS and API key, as the SDK reads them from profiles and the environment
 * @param origin for people: "the option --temporal-address"
 * @param scale how the times of the Azure behind it are to be read
 */
public record TemporalTarget(ClientConfigProfile profile, String origin, TimeScale scale) {

    public String address() {
        return profile.getAddress();
    }

    public String namespace() {
        return profile.getNamespace();
    }

    public static TemporalTarget local(String address, TimeScale scale) {
        ClientConfigProfile profile = ClientConfigProfile.newBuilder()
                .setAddress(address)
                .setNamespace(TemporalNames.NAMESPACE)
                .build();
        return new TemporalTarget(profile, "the local stack", scale);
    }

    /** What the environment or a profile configures; empty if neither names an address. */
    public static Optional<TemporalTarget> configured(Map<String, String> environment, @Nullable String profileName) {
        ClientConfigProfile profile = load(environment, profileName);
        if (profile.getAddress() == null || profile.getAddress().isEmpty()) {
            return Optional.empty();
        }
        String origin = environment.containsKey("TEMPORAL_ADDRESS")
                ? "TEMPORAL_ADDRESS"
                : "the Temporal profile " + Optional.ofNullable(profileName).orElse("default");
        return Optional.of(new TemporalTarget(withNamespace(profile, null), origin, TimeScale.REAL));
    }

    /** What options name, over what the environment or a profile configures. */
    public static TemporalTarget named(
            String address, @Nullable String namespace, Map<String, String> environment, @Nullable String profileName) {
        ClientConfigProfile profile =
                load(environment, profileName).toBuilder().setAddress(address).build();
        return new TemporalTarget(withNamespace(profile, namespace), "the option --temporal-address", TimeScale.REAL);
    }

    public TemporalTarget inNamespace(@Nullable String namespace) {
        return new TemporalTarget(withNamespace(profile, namespace), origin, scale);
    }

    private static ClientConfigProfile withNamespace(ClientConfigProfile profile, @Nullable String namespace) {
        String wanted = Optional.ofNullable(namespace)
                .or(() -> Optional.ofNullable(profile.getNamespace()))
                .filter(name -> !name.isEmpty())
                .orElse(TemporalNames.NAMESPACE);
        return profile.toBuilder().setNamespace(wanted).build();
    }

    private static ClientConfigProfile load(Map<String, String> environment, @Nullable String profileName) {
        try {
            var options = LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(environment);
            if (profileName != null) {
                options.setConfigFileProfile(profileName);
            }
            return ClientConfigProfile.load(options.build());
        } catch (IOException | RuntimeException e) {
            throw CommandFailure.unavailable("The Temporal profile cannot be read: " + e.getMessage(), e);
        }
    }
}
