package dev.palisade.client.command;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.request.QueueTarget;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Service Bus, if not the local stack's, and how it is entered. */
final class ServiceBusOptions {
    static final String CONNECTION_VARIABLE = "PALISADE_SERVICEBUS_CONNECTION";

    @Option(
            names = "--servicebus-connection-env",
            paramLabel = "VARIABLE",
            description =
                    "environment variable that holds the connection string (default: " + CONNECTION_VARIABLE + ")")
    private @Nullable String connectionVariable;

    @Option(
            names = "--servicebus-namespace",
            paramLabel = "HOST",
            description =
                    "fully qualified namespace, entered with your own Azure credential: NAME.servicebus.windows.net")
    private @Nullable String namespace;

    /** Empty if no Service Bus is named, so that the local stack's is meant. */
    Optional<QueueTarget> named(CommandContext context, Supplier<String> entity) {
        if (namespace != null) {
            return Optional.of(QueueTarget.withCredential(namespace, entity.get()));
        }
        String variable = Optional.ofNullable(connectionVariable).orElse(CONNECTION_VARIABLE);
        String connection = context.environment().get(variable);
        if (connection == null && connectionVariable != null) {
            throw CommandFailure.usage("The environment variable " + connectionVariable
                    + " is not set. Put the Service Bus connection string in it.");
        }
        return Optional.ofNullable(connection).map(text -> QueueTarget.withConnection(text, entity.get()));
    }
}
