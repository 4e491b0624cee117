package dev.palisade.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.request.RequestType;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** AKS clusters of an environment. */
@Command(
        name = "cluster",
        description = "Creates, scales or deletes an AKS cluster of an environment.",
        synopsisSubcommandLabel = "(create | scale | delete)",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade cluster create churn-prod scoring --file scoring.yaml",
            "  ./palisade cluster scale churn-prod scoring --agent-count 5",
            "  ./palisade cluster delete churn-prod scoring"
        })
public final class ClusterCommand extends CommandGroup {

    @Command(
            name = "create",
            description = {
                "Sends a request to create an AKS cluster in a subnet and to attach it to the workspace.",
                "It becomes part of the environment's document. Azure takes about 20 minutes for it."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./palisade cluster create churn-prod scoring --service-cidr 10.0.0.0/16 --dns-service-ip 10.0.0.10",
                "  ./palisade cluster create churn-prod scoring --file scoring.yaml --agent-count 4"
            })
    public static final class Create implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final OperationOptions operation = new OperationOptions();

        @Parameters(index = "1", paramLabel = "NAME", description = "name of the compute in the workspace")
        private String name = "";

        @Mixin
        private final ComputeEntry entry = new ComputeEntry();

        @Mixin
        private final ClusterKind kind = new ClusterKind();

        @Mixin
        private final ClusterOptions cluster = new ClusterOptions();

        public Create(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            ObjectNode compute = kind.begin(entry, name);
            cluster.addTo(compute.withObject("/create"));
            return operation.send(context, RequestType.CLUSTER_CREATE, data -> data.set("cluster", compute));
        }
    }

    @Command(
            name = "scale",
            description = {
                "Sends a request to change how many nodes an AKS cluster has.",
                "It becomes part of the environment's document."
            },
            footerHeading = "%nExamples:%n",
            footer = "  ./palisade cluster scale churn-prod myaks --agent-count 5 --watch")
    public static final class Scale implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final OperationOptions operation = new OperationOptions();

        @Parameters(index = "1", paramLabel = "NAME", description = "name of the cluster")
        private String name = "";

        @Option(names = "--agent-count", paramLabel = "N", required = true, description = "nodes of the cluster")
        private int agents;

        public Scale(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            return operation.send(
                    context,
                    RequestType.CLUSTER_SCALE,
                    data -> data.put("name", name).put("agent_count", agents));
        }
    }

    @Command(
            name = "delete",
            description = {
                "Sends a request to detach and delete an AKS cluster that Palisade created, and to take it out of the"
                        + " environment's document.",
                "The plan waits for an approval: see palisade approve."
            },
            footerHeading = "%nExamples:%n",
            footer = "  ./palisade cluster delete churn-prod myaks --if-generation 3")
    public static final class Delete implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final OperationOptions operation = new OperationOptions();

        @Parameters(index = "1", paramLabel = "NAME", description = "name of the cluster")
        private String name = "";

        public Delete(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            return operation.send(context, RequestType.CLUSTER_DELETE, data -> data.put("name", name));
        }
    }
}
