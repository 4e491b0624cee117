package dev.palisade.client.command;

import dev.palisade.client.azure.AzureAccess;
import dev.palisade.client.azure.ClassicServices;
import dev.palisade.client.stack.StackFile;
import dev.palisade.client.temporal.EnvironmentDirectory;
import dev.palisade.client.temporal.KnownEnvironment;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.planning.arm.ResourceId;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which endpoint is meant, and where Azure is: the local stack's stand-in, unless a Temporal other than the local one is named. */
final class EndpointOptions {
    @Parameters(
            index = "0",
            paramLabel = "ENV",
            description = "the environment: its name, as Temporal knows it, or its workspace's ARM ID")
    private String environment = "";

    @Parameters(index = "1", paramLabel = "ENDPOINT", description = "name of the endpoint")
    private String endpoint = "";

    @Mixin
    private final TemporalOptions temporal = new TemporalOptions();

    @Mixin
    private final StackOptions stack = new StackOptions();

    /** Only the environment's name is looked up in Temporal; what Azure answers never goes there. */
    private ResourceId endpoint(CommandContext context) {
        KnownEnvironment known = EnvironmentDirectory.workspace(environment).orElseGet(() -> {
            try (TemporalConnection connection = temporal.connect(context, stack)) {
                return new EnvironmentDirectory(
                                connection.client(), connection.target().address())
                        .resolve(environment);
            }
        });
        return ResourceId.of(known.id()).child("onlineEndpoints", endpoint);
    }

    /** The same; a failure that says where to go for a classic web service, of which Azure Resource Manager tells nothing more. */
    ResourceId online(CommandContext context) throws InterruptedException {
        ResourceId id = endpoint(context);
        ClassicServices.refuse(azure(context), id);
        return id;
    }

    AzureAccess azure(CommandContext context) {
        Optional<StackFile> local = temporal.namesAnother(context) ? Optional.empty() : stack.running(context);
        return local.map(file -> AzureAccess.ofTheSimulator(file.azure())).orElseGet(AzureAccess::ofThePerson);
    }
}
