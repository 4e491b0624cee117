package dev.palisade.client.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.render.FindingLines;
import dev.palisade.client.temporal.EnvironmentDirectory;
import dev.palisade.client.temporal.KnownEnvironment;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.request.RequestDataReader;
import dev.palisade.planning.request.RequestType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A request that names its environment and says what is to be done there, instead of bringing a whole document. */
final class OperationOptions {
    @Parameters(
            index = "0",
            paramLabel = "ENV",
            description = "the environment: its name, as Temporal knows it, or its workspace's ARM ID")
    private String environment = "";

    @Option(
            names = "--if-generation",
            paramLabel = "N",
            description = "refuse it if the environment's document is not generation N any more")
    private @Nullable Integer generation;

    @Mixin
    private final MessageOptions message = new MessageOptions();

    /**
     * Checks and sends it; see {@link MessageOptions#send}.
     *
     * @param content adds what this type of request says besides the environment
     */
    int send(CommandContext context, RequestType type, Consumer<ObjectNode> content) throws InterruptedException {
        KnownEnvironment known = resolve(context);
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("workspace", known.id());
        if (generation != null) {
            data.put("if_generation", generation);
        }
        content.accept(data);
        requireValid(context, type, data);
        return message.send(context, type, about(known, type), data);
    }

    /** By the schema that the intake reads it by: all mistakes at once, before anything is sent. */
    private static void requireValid(CommandContext context, RequestType type, ObjectNode data) {
        List<Finding> findings = RequestDataReader.read(type, data).findings();
        if (!findings.isEmpty()) {
            List<String> lines = new ArrayList<>(List.of("The request is refused; nothing was sent."));
            lines.addAll(FindingLines.of(findings, context.style(), context.locale()));
            throw CommandFailure.rejected(String.join(System.lineSeparator(), lines));
        }
    }

    private KnownEnvironment resolve(CommandContext context) {
        return EnvironmentDirectory.workspace(environment).orElseGet(() -> {
            try (TemporalConnection connection = message.connect(context)) {
                return new EnvironmentDirectory(
                                connection.client(), connection.target().address())
                        .resolve(environment);
            }
        });
    }

    private static String about(KnownEnvironment environment, RequestType type) {
        String name =
                environment.name().isEmpty() ? ResourceId.of(environment.id()).name() : environment.name();
        return name + "-" + type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
