package dev.palisade.acceptance;

import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.acceptance.stack.Machines;
import dev.palisade.acceptance.stack.Outcomes;
import dev.palisade.local.arm.state.Operation;
import io.temporal.client.WorkflowExecutionMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;

/** What all that has happened on a stack has left behind for people to read: histories, outcomes, dead letters, the worker's log. */
final class Leftovers {
    static final String HISTORY = "history of ";
    static final String OUTCOME = "outcome ";

    private Leftovers() {}

    /** All of it, read for every secret that the stack knows or meets. */
    static SecretScan scanned(LocalStack stack) throws IOException {
        SecretScan scan = new SecretScan(secrets(stack));
        histories(stack, scan);
        scan.read("the worker's log", Files.readString(stack.worker().log()));
        messages(stack, scan);
        return scan;
    }

    private static Stream<String> secrets(LocalStack stack) {
        String connection = stack.bus().connectionString();
        String key = connection.replaceAll(".*SharedAccessKey=([^;]+).*", "$1");
        return Stream.of(
                        Canary.all().stream(),
                        Stream.of(Machines.PASSWORD),
                        stack.worker().secrets().stream(),
                        Stream.of(key),
                        stack.arm().operations().stream().map(Operation::signature))
                .flatMap(secrets -> secrets);
    }

    private static void histories(LocalStack stack, SecretScan scan) {
        try (Stream<WorkflowExecutionMetadata> all = stack.temporal().client().listExecutions("")) {
            all.map(WorkflowExecutionMetadata::getExecution)
                    .forEach(execution -> scan.read(
                            HISTORY + execution.getWorkflowId(),
                            stack.temporal()
                                    .client()
                                    .fetchHistory(execution.getWorkflowId(), execution.getRunId())
                                    .getHistory()
                                    .toString()));
        }
    }

    /** What teams are told, and what is said of letters that nobody could read; their bodies are the senders' own. */
    private static void messages(LocalStack stack, SecretScan scan) {
        new Outcomes(stack.bus().connectionString())
                .waiting()
                .forEach(outcome -> scan.read(
                        OUTCOME + outcome.getMessageId(),
                        outcome.getBody() + " " + outcome.getApplicationProperties()));
        stack.requests()
                .deadLetters()
                .forEach(letter -> scan.read(
                        "dead letter " + letter.getMessageId(),
                        letter.getDeadLetterReason() + " " + letter.getDeadLetterErrorDescription() + " "
                                + letter.getApplicationProperties()));
    }
}
