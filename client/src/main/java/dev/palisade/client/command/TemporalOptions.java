package dev.palisade.client.command;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.client.temporal.TemporalTarget;
import dev.palisade.client.timing.TimeScale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Temporal: an option, else TEMPORAL_ADDRESS or a profile, else the local stack. */
final class TemporalOptions {
    @Option(names = "--temporal-address", paramLabel = "HOST:PORT", description = "Temporal's gRPC address")
    private @Nullable String address;

    @Option(names = "--temporal-namespace", paramLabel = "NAME", description = "Temporal namespace (default: palisade)")
    private @Nullable String namespace;

    @Option(
            names = "--temporal-profile",
            paramLabel = "NAME",
            description = "profile of Temporal's own configuration file, for TLS and API keys")
    private @Nullable String profile;

    TemporalConnection connect(CommandContext context, StackOptions stack) {
        return TemporalConnection.open(target(context, stack));
    }

    TemporalTarget target(CommandContext context, StackOptions stack) {
        return known(context, stack)
                .orElseThrow(() -> CommandFailure.unavailable("No local stack runs, and no Temporal is named."
                        + " Start one with ./palisade up, or name one with --temporal-address or TEMPORAL_ADDRESS."));
    }

    /** Empty if none is named and no local stack runs. */
    Optional<TemporalTarget> known(CommandContext context, StackOptions stack) {
        if (address != null) {
            return Optional.of(TemporalTarget.named(address, namespace, context.environment(), profile));
        }
        return TemporalTarget.configured(context.environment(), profile)
                .or(() -> local(context, stack))
                .map(target -> target.inNamespace(namespace));
    }

    /** True if the command line, or the surroundings, say which Temporal is meant. */
    boolean namesAnother(CommandContext context) {
        return address != null
                || TemporalTarget.configured(context.environment(), profile).isPresent();
    }

    private static Optional<TemporalTarget> local(CommandContext context, StackOptions stack) {
        return stack.running(context)
                .map(file -> TemporalTarget.local(file.temporal(), TimeScale.simulated(file.speed())));
    }
}
