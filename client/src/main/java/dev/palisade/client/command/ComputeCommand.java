package dev.palisade.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.request.RequestType;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Training clusters of an environment. */
@Command(
        name = "compute",
        description = "Creates, scales or deletes a training cluster of an environment.",
        synopsisSubcommandLabel = "(create | scale | delete)",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade compute create churn-prod gpus --size STANDARD_NC6S_V3 --max-instances 2",
            "  ./palisade compute scale churn-prod gpus --max-instances 4",
            "  ./palisade compute delete churn-prod gpus"
        })
public final class ComputeCommand extends CommandGroup {

    @Command(
            name = "create",
            description = {
                "Sends a request to create a training cluster in a subnet of the environment.",
                "It becomes part of the environment's document."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./palisade compute create churn-prod gpus --size STANDARD_NC6S_V3 --max-instances 2",
                "  ./palisade compute create churn-prod gpus --file gpus.yaml"
            })
    public static final class Create implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final OperationOptions operation = new OperationOptions();

        @Parameters(index = "1", paramLabel = "NAME", description = "name of the compute in the workspace")
        private String name = "";

        @Mixin
        private final ComputeEntry entry = new ComputeEntry();

        @Option(names = "--size", paramLabel = "SIZE", description = "VM size of a node")
        private @Nullable String size;

        @Mixin
        private final ScaleOptions scale = new ScaleOptions();

        @Option(names = "--subnet", paramLabel = "ROLE", description = "training or inference (default: training)")
        private @Nullable String subnet;

        public Create(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            ObjectNode compute = entry.begin(name, "amlcompute");
            ComputeEntry.put(compute, "size", size);
            ComputeEntry.put(compute, "subnet", subnet);
            scale.addTo(compute);
            return operation.send(context, RequestType.COMPUTE_CREATE, data -> data.set("compute", compute));
        }
    }

    @Command(
            name = "scale",
            description = {
                "Sends a request to change how many nodes a training cluster may have.",
                "It becomes part of the environment's document."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./palisade compute scale churn-prod cpucluster --max-instances 8",
                "  ./palisade compute scale churn-prod cpucluster --min-instances 1 --idle-time-before-scale-down 600"
            })
    public static final class Scale implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final OperationOptions operation = new OperationOptions();

        @Parameters(index = "1", paramLabel = "NAME", description = "name of the compute in the workspace")
        private String name = "";

        @Mixin
        private final ScaleOptions scale = new ScaleOptions();

        public Scale(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            return operation.send(context, RequestType.COMPUTE_SCALE, data -> scale.addTo(data.put("name", name)));
        }
    }

    @Command(
            name = "delete",
            description = {
                "Sends a request to delete a training cluster that Palisade created, and to take it out of the"
                        + " environment's document.",
                "The plan waits for an approval: see palisade approve."
            },
            footerHeading = "%nExamples:%n",
            footer = "  ./palisade compute delete churn-prod gpus --if-generation 3")
    public static final class Delete implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final OperationOptions operation = new OperationOptions();

        @Parameters(index = "1", paramLabel = "NAME", description = "name of the compute in the workspace")
        private String name = "";

        public Delete(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            return operation.send(context, RequestType.COMPUTE_DELETE, data -> data.put("name", name));
        }
    }
}
