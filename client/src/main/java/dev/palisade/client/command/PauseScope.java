package dev.palisade.client.command;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.temporal.EnvironmentDirectory;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.workflows.contract.PauseWorkflow;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where writes are paused: everywhere, unless something smaller is named. */
final class PauseScope {
    private static final Pattern SUBSCRIPTION = Pattern.compile("[0-9a-z-]+");

    @ArgGroup
    private @Nullable Smaller smaller;

    /** One of the two. */
    static final class Smaller {
        @Option(names = "--subscription", paramLabel = "ID", description = "only in this subscription")
        private @Nullable String subscription;

        @Option(
                names = "--environment",
                paramLabel = "ENV",
                description = "only in this environment: its name, or its workspace's ARM ID")
        private @Nullable String environment;
    }

    /** The scope as the register keeps it. */
    String resolve(TemporalConnection connection) {
        if (smaller == null) {
            return PauseWorkflow.EVERYWHERE;
        }
        return smaller.environment != null
                ? new EnvironmentDirectory(
                                connection.client(), connection.target().address())
                        .resolve(smaller.environment)
                        .id()
                : subscription(String.valueOf(smaller.subscription));
    }

    private static String subscription(String text) {
        String id = text.toLowerCase(Locale.ROOT).replaceFirst("^/subscriptions/", "");
        if (!SUBSCRIPTION.matcher(id).matches()) {
            throw CommandFailure.usage("--subscription " + text + " is no subscription: give its id.");
        }
        return "/subscriptions/" + id;
    }
}
