package dev.palisade.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.request.RequestType;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Attaches an AKS cluster or a machine to an environment's workspace. */
@Command(
        name = "attach",
        description = {
            "Sends a request to attach an AKS cluster, a virtual machine or an HDInsight cluster to the environment's workspace.",
            "With NAME alone: a cluster that the environment's document has with attached: false. With --resource-id or"
                    + " --file: any cluster there is. It becomes part of the environment's document.",
            "A machine is reached by SSH: say with --administrator who signs in, and with --credentials-secret where the"
                    + " password or private key is."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade attach churn-prod myaks",
            "  ./palisade attach churn-prod theirs --resource-id /subscriptions/…/managedClusters/theirs --purpose dev_test",
            "  ./palisade attach churn-prod trainer --resource-id /subscriptions/…/virtualMachines/trainer --administrator azureuser"
                    + " --credentials-secret https://teamvault.vault.azure.net/secrets/trainer"
        })
public final class AttachCommand implements Callable<Integer> {
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
    private final MachineOptions machine = new MachineOptions();

    @Option(names = "--resource-id", paramLabel = "ARM-ID", description = "the cluster or machine to attach")
    private @Nullable String resource;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "Kubernetes namespace that models are deployed to")
    private @Nullable String namespace;

    public AttachCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        return operation.send(context, RequestType.ATTACH, data -> {
            if (machine.areMeant(resource)) {
                data.set("machine", machine.described(entry, name, resource));
            } else if (resource == null && !entry.fromFile()) {
                data.put("name", name);
            } else {
                data.set("cluster", described());
            }
        });
    }

    private ObjectNode described() {
        ObjectNode compute = kind.begin(entry, name);
        ObjectNode attachment = compute.withObject("/attach");
        ComputeEntry.put(attachment, "resource_id", resource);
        ComputeEntry.put(attachment, "namespace", namespace);
        return compute;
    }
}
