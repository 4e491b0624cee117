package dev.palisade.client.command;

import dev.palisade.client.azure.EndpointCredentials;
import dev.palisade.client.azure.EndpointCredentials.Token;
import dev.palisade.client.failure.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What callers of an endpoint prove themselves by. Everything here is between the person's own Azure credential and their terminal. */
@Command(name = "keys", description = "Shows and changes what callers of an endpoint prove themselves by.")
public final class KeysCommand extends CommandGroup {

    private static EndpointCredentials credentials(EndpointOptions endpoint, CommandContext context)
            throws InterruptedException {
        return new EndpointCredentials(endpoint.azure(context), endpoint.online(context));
    }

    /** Prints both keys, or a token. */
    @Command(
            name = "show",
            description = {
                "Shows both keys of an endpoint, or a token if it gives tokens, by your own Azure credential.",
                "They come straight from Azure: Palisade keeps and logs none."
            },
            footerHeading = "%nExamples:%n",
            footer = "  ./palisade keys show churn-prod churn")
    public static final class Show implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final EndpointOptions endpoint = new EndpointOptions();

        public Show(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            EndpointCredentials credentials = credentials(endpoint, context);
            if (credentials.areTokens()) {
                Token token = credentials.token();
                context.out().println("Token          " + token.value());
                context.out().println("Refresh after  " + token.refreshAfter());
                context.out().println("Expires        " + token.expiry());
            } else {
                context.out().println("Primary key    " + credentials.key(EndpointCredentials.Key.PRIMARY));
                context.out().println("Secondary key  " + credentials.key(EndpointCredentials.Key.SECONDARY));
            }
            return ExitCode.OK;
        }
    }

    /** Makes one key anew, at once. */
    @Command(
            name = "regenerate",
            description = {
                "Makes one key of an endpoint anew. Callers who hold the former one are refused from then on:",
                "palisade keys rotate changes keys without that."
            },
            footerHeading = "%nExamples:%n",
            footer = "  ./palisade keys regenerate churn-prod churn --key secondary")
    public static final class Regenerate implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final EndpointOptions endpoint = new EndpointOptions();

        @Option(names = "--key", required = true, paramLabel = "KEY", description = "primary or secondary")
        private EndpointCredentials.Key key = EndpointCredentials.Key.SECONDARY;

        public Regenerate(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            credentials(endpoint, context).regenerate(key);
            context.out().println("The " + key.lower() + " key is a new one; palisade keys show prints it.");
            return ExitCode.OK;
        }
    }

    /** Changes keys in two steps, between which callers may hold either. */
    @Command(
            name = "rotate",
            description = {
                "Changes the keys of an endpoint so that callers always hold a valid one: first the key that they do not",
                "use is made anew, for you to hand over; then, with --confirm, the one that they used."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  ./palisade keys rotate churn-prod churn", "  ./palisade keys rotate churn-prod churn --confirm"
            })
    public static final class Rotate implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final EndpointOptions endpoint = new EndpointOptions();

        @Option(names = "--confirm", description = "all callers have the key that was handed over")
        private boolean confirm;

        public Rotate(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            EndpointCredentials credentials = credentials(endpoint, context);
            PrintWriter out = context.out();
            if (confirm) {
                EndpointCredentials.Key held = credentials.endRotation();
                out.println("Callers hold the " + held.lower() + " key; the other one is new, and nobody's.");
            } else {
                EndpointCredentials.Key next = credentials.beginRotation();
                out.println("Hand the " + next.lower() + " key over to every caller; the other one is still valid:");
                out.println(credentials.key(next));
                out.println("When all have it: the same command with --confirm.");
            }
            return ExitCode.OK;
        }
    }
}
