package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.SecretScan.Leak;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.acceptance.stack.Outcomes;
import dev.palisade.workflows.contract.OutcomeType;
import java.io.IOException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** When all the others have ended: nothing that any of them has left behind has a secret in it, of all those that were put in its way. */
@Isolated("it reads what all the others have left")
@Order(Integer.MAX_VALUE)
@ExtendWith(StackExtension.class)
class SecretsTest {
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

        SecretScan scan = Leftovers.scanned(stack);

        assertThat(scan.leaks())
                .filteredOn(leak -> leak.form().equals(leaked))
                .extracting(Leak::where)
                .anyMatch(where -> where.startsWith(Leftovers.HISTORY))
                .anyMatch(where -> where.startsWith(Leftovers.OUTCOME));
        assertThat(scan.leaks())
                .filteredOn(leak -> !leak.where().contains(scene.environment().group()))
                .isEmpty();
        table.read(scan.texts());
    }

    /** A careless team writes a password where there is no place for one. */
    private static void sendCarelessly(LocalStack stack, Scene scene) {
        ObjectNode document = Part.document(scene.environment(), Part.CLUSTER);
        Part.compute(document, "myaks").put("admin_password", Canary.all().get(2));
        stack.requests().apply("careless", document);
        stack.requests().deadLetter("careless", Scene.PATIENCE);
    }
}
