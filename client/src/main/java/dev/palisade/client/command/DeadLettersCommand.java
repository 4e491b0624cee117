package dev.palisade.client.command;

import dev.palisade.client.deadletter.DeadLetter;
import dev.palisade.client.deadletter.DeadLetterSource;
import dev.palisade.client.deadletter.Resubmission;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.render.DeadLetterText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was refused as a message, and what to do with it. */
@Command(
        name = "deadletters",
        description = "Lists, shows, resubmits and discards messages that were refused.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade deadletters list",
            "  ./palisade deadletters show 7",
            "  ./palisade deadletters resubmit 7 --body mended.json",
            "  ./palisade deadletters discard 7 --yes"
        })
public final class DeadLettersCommand extends CommandGroup {
    private static final String SEQUENCE = "sequence number, as palisade deadletters list shows it";

    /** The dead letters of one queue, as they were seen. */
    record Seen(String source, Instant seenAt, List<DeadLetter> deadLetters) {}

    @Command(
            name = "list",
            description =
                    "Lists the oldest dead letters with their reasons; changes nothing. The age is since the message was sent.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./palisade deadletters list",
                "  ./palisade deadletters list --team data-science --output json",
                "  ./palisade deadletters list --subscription palisade-outcomes/all"
            })
    public static final class ListAll implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final DeadLetterOptions options = new DeadLetterOptions();

        @Mixin
        private final OutputOption output = new OutputOption();

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "100",
                description = "at most so many of each queue (default: 100)")
        private int limit = 100;

        public ListAll(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            List<Seen> seen = new ArrayList<>();
            for (DeadLetterSource source : options.sources(context)) {
                DeadLetterOptions.open(
                        source,
                        letters -> seen.add(
                                new Seen(source.toString(), context.clock().instant(), letters.list(limit))));
            }
            output.print(
                    context,
                    seen,
                    () -> seen.stream().flatMap(each -> lines(each).stream()).toList());
            return ExitCode.OK;
        }

        private List<String> lines(Seen seen) {
            List<String> lines = new ArrayList<>();
            int count = seen.deadLetters().size();
            String counted = count == 1 ? "1 dead letter" : count + " dead letters";
            lines.add((count == 0 ? "No dead letters" : count == limit ? "The oldest " + counted : counted) + " of "
                    + seen.source() + ".");
            if (count > 0) {
                lines.addAll(DeadLetterText.table(seen.deadLetters(), seen.seenAt()));
            }
            return lines;
        }
    }

    @Command(
            name = "show",
            description =
                    "Shows a dead letter in whole: everything that is wrong with it, its properties and its body.",
            footerHeading = "%nExamples:%n",
            footer = {"  ./palisade deadletters show 7", "  ./palisade deadletters show 7 --output json"})
    public static final class Show implements Callable<Integer> {
        private final CommandContext context;

        @Parameters(paramLabel = "SEQUENCE", description = SEQUENCE)
        private long sequenceNumber;

        @Mixin
        private final DeadLetterOptions options = new DeadLetterOptions();

        @Mixin
        private final OutputOption output = new OutputOption();

        public Show(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            options.open(context, (source, letters) -> {
                DeadLetter letter = DeadLetterOptions.found(letters, source, sequenceNumber);
                output.print(
                        context,
                        letter,
                        () -> DeadLetterText.whole(letter, context.clock().instant(), context.zone()));
            });
            return ExitCode.OK;
        }
    }

    @Command(
            name = "resubmit",
            description = {
                "Sends a dead letter to its queue again, as a new event: with the id OLD-r1 (OLD-r2, …), with resubmitof naming"
                        + " the old one, and, if it had a time, the time of now. Once the broker has stored it, the dead letter is"
                        + " completed.",
                "If this is interrupted in between, both are there: the dead letter, and its successor. Resubmitting again does no"
                        + " harm, since the new id is the same and counts once."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  ./palisade deadletters resubmit 7", "  ./palisade deadletters resubmit 7 --body mended.json"})
    public static final class Resubmit implements Callable<Integer> {
        private final CommandContext context;

        @Parameters(paramLabel = "SEQUENCE", description = SEQUENCE)
        private long sequenceNumber;

        @Option(names = "--body", paramLabel = "FILE", description = "the CloudEvent to send instead, mended")
        private @Nullable Path mended;

        @Mixin
        private final DeadLetterOptions options = new DeadLetterOptions();

        public Resubmit(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            String body = mended == null ? null : read(mended);
            options.open(context, (source, letters) -> {
                if (source.subscription() != null) {
                    throw CommandFailure.rejected(
                            "A dead letter of " + source + " cannot be sent to it alone: the topic would"
                                    + " give it to every subscription again. Nothing was sent.");
                }
                DeadLetter letter = DeadLetterOptions.found(letters, source, sequenceNumber);
                Resubmission again = Resubmission.of(letter, body, context.clock());
                if (!letters.take(sequenceNumber, old -> again.send(source.target(), old))) {
                    throw DeadLetterOptions.inOtherHands(source, sequenceNumber);
                }
                context.out()
                        .println("Sent dead letter " + sequenceNumber + " to " + source + " again, as request "
                                + again.id() + ", and completed it.");
                context.out().println("Follow it with: ./palisade watch " + again.id());
                context.out().flush();
            });
            return ExitCode.OK;
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException unreadable) {
                throw CommandFailure.unavailable("The file " + file + " cannot be read.", unreadable);
            }
        }
    }

    @Command(
            name = "discard",
            description = "Deletes a dead letter for good.",
            footerHeading = "%nExamples:%n",
            footer = "  ./palisade deadletters discard 7 --yes")
    public static final class Discard implements Callable<Integer> {
        private final CommandContext context;

        @Parameters(paramLabel = "SEQUENCE", description = SEQUENCE)
        private long sequenceNumber;

        @Option(names = "--yes", description = "delete it; without this, nothing is done")
        private boolean yes;

        @Mixin
        private final DeadLetterOptions options = new DeadLetterOptions();

        public Discard(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            options.open(context, (source, letters) -> {
                DeadLetter letter = DeadLetterOptions.found(letters, source, sequenceNumber);
                String about = "dead letter " + sequenceNumber + " of " + source + " (" + letter.reason()
                        + (letter.eventId() == null ? "" : ", event " + letter.eventId()) + ")";
                if (!yes) {
                    throw CommandFailure.rejected(
                            "This would delete " + about + " for good. Nothing was done; say --yes if you mean it.");
                }
                if (!letters.take(sequenceNumber, nothing -> {})) {
                    throw DeadLetterOptions.inOtherHands(source, sequenceNumber);
                }
                context.out().println("Deleted " + about + ".");
                context.out().flush();
            });
            return ExitCode.OK;
        }
    }
}
