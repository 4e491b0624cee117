package dev.palisade.client.command;

import dev.palisade.planning.request.RequestType;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Closes a storage account's door, or opens it. */
@Command(
        name = "storage",
        description = "Closes a storage account to all but the environment's networks, or opens it.",
        synopsisSubcommandLabel = "(lock | open)",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade storage lock churn-prod --allow-ip 203.0.113.7",
            "  ./palisade storage open churn-prod --account wsstorage7c1"
        })
public final class StorageCommand extends CommandGroup {
    private static final String ACCOUNT =
            "its name or ARM ID; 'default' is the workspace's own account (default: ${DEFAULT-VALUE})";

    @Command(
            name = "lock",
            description = {
                "Sends a request to close a storage account to all but the training subnets, trusted Azure services and"
                        + " the addresses named.",
                "It becomes part of the environment's document."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./palisade storage lock churn-prod",
                "  ./palisade storage lock churn-prod --account wsstorage7c1 --allow-ip 203.0.113.7 --allow-ip 198.51.100.0/24"
            })
    public static final class Lock implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final OperationOptions operation = new OperationOptions();

        @Option(names = "--account", paramLabel = "NAME", defaultValue = "default", description = ACCOUNT)
        private String account = "default";

        @Mixin
        private final AllowedAddresses allowed = new AllowedAddresses();

        public Lock(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            return operation.send(context, RequestType.STORAGE_LOCK, data -> {
                data.put("account", account);
                allowed.addTo(data);
            });
        }
    }

    @Command(
            name = "open",
            description = {
                "Sends a request to open a storage account to all networks. Its list of rules stays as it is.",
                "It becomes part of the environment's document. The plan waits for an approval: see palisade approve."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  ./palisade storage open churn-prod", "  ./palisade storage open churn-prod --if-generation 3"})
    public static final class Open implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final OperationOptions operation = new OperationOptions();

        @Option(names = "--account", paramLabel = "NAME", defaultValue = "default", description = ACCOUNT)
        private String account = "default";

        public Open(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            return operation.send(context, RequestType.STORAGE_OPEN, data -> data.put("account", account));
        }
    }
}
