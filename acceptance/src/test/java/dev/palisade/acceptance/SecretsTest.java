package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.SecretScan.Leak;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.acceptance.stack.Outcomes;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.workflows.contract.OutcomeType;
import io.temporal.client.WorkflowExecutionMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** When all the others have ended: nothing that any of them has left behind has a secret in it, of all those that were put in its way. */
@Isolated("it reads what all the others have left")
@Order(Integer.MAX_VALUE)
@ExtendWith(StackExtension.class)
class SecretsTest {
    private static final String HISTORY = "history of ";
    private static final String OUTCOME = "outcome ";

    @Test
    void areFoundWhereOneWasPlantedAndNowhereElse(LocalStack stack, ProofTable table) throws IOException {
        Scene scene = Scene.in(stack, "planted-secret");
        String id = scene.apply("1", Part.document(scene.environment(), Part.STORAGE));
        String leaked = Canary.all().get(0);
        stack.requests().until(id, status -> true, Scene.PATIENCE);
        stack.operator().cancel(id, "so that it is told: " + leaked);
        scene.atRest(id);
        new Outcomes(stack.bus().connectionString()).of(id, OutcomeType.CANCELLED.eventType(), Scene.PATIENCE);
        sendCarelessly(stack, scene);

        SecretScan scan = new SecretScan(secrets(stack));
        histories(stack, scan);
        scan.read("the worker's log", Files.readString(stack.worker().log()));
        messages(stack, scan);

        assertThat(scan.leaks())
                .filteredOn(leak -> leak.form().equals(leaked))
                .extracting(Leak::where)
                .anyMatch(where -> where.startsWith(HISTORY))
                .anyMatch(where -> where.startsWith(OUTCOME));
        assertThat(scan.leaks())
                .filteredOn(leak -> !leak.where().contains(scene.environment().group()))
                .isEmpty();
        table.read(scan.texts());
    }

    private static Stream<String> secrets(LocalStack stack) {
        String connection = stack.bus().connectionString();
        String key = connection.replaceAll(".*SharedAccessKey=([^;]+).*", "$1");
        return Stream.of(
                        Canary.all().stream(),
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

    /** A careless team writes a password where there is no place for one. */
    private static void sendCarelessly(LocalStack stack, Scene scene) {
        ObjectNode document = Part.document(scene.environment(), Part.CLUSTER);
        Part.compute(document, "myaks").put("admin_password", Canary.all().get(2));
        stack.requests().apply("careless", document);
        stack.requests().deadLetter("careless", Scene.PATIENCE);
    }
}
