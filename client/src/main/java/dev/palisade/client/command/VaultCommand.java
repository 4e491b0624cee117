package dev.palisade.client.command;

import dev.palisade.planning.request.RequestType;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Closes the door of the workspace's key vault, or opens it. */
@Command(
        name = "vault",
        description = "Closes the workspace's key vault to all but the environment's networks, or opens it.",
        synopsisSubcommandLabel = "(lock | open)",
        footerHeading = "%nExamples:%n",
        footer = {"  ./palisade vault lock churn-prod", "  ./palisade vault open churn-prod"})
public final class VaultCommand extends CommandGroup {

    @Command(
            name = "lock",
            description = {
                "Sends a request to close the workspace's key vault to all but the training subnets, trusted Azure"
                        + " services and the addresses named.",
                "It becomes part of the environment's document."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./palisade vault lock churn-prod",
                "  ./palisade vault lock churn-prod --allow-ip 203.0.113.7 --watch"
            })
    public static final class Lock implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final OperationOptions operation = new OperationOptions();

        @Mixin
        private final AllowedAddresses allowed = new AllowedAddresses();

        public Lock(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            return operation.send(context, RequestType.VAULT_LOCK, allowed::addTo);
        }
    }

    @Command(
            name = "open",
            description = {
                "Sends a request to open the workspace's key vault to all networks. Its list of rules stays as it is.",
                "It becomes part of the environment's document. The plan waits for an approval: see palisade approve."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  ./palisade vault open churn-prod", "  ./palisade vault open churn-prod --if-generation 3"})
    public static final class Open implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final OperationOptions operation = new OperationOptions();

        public Open(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            return operation.send(context, RequestType.VAULT_OPEN, data -> {});
        }
    }
}
