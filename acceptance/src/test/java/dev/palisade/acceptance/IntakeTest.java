package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.workflows.contract.RequestState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class IntakeTest {
    private static final Duration PATIENCE = Scene.PATIENCE;

    @Test
    void theSameMessageTwiceIsOneRequest(LocalStack stack) {
        Scene scene = Scene.in(stack, "twice");

        stack.requests().apply("twice-1", scene.environment().document());
        stack.requests().apply("twice-1", scene.environment().document());
        String run = stack.requests().atRest("twice-1", PATIENCE).state().name();
        stack.requests().apply("twice-1", scene.environment().document());
        stack.requests().apply("twice-2", scene.environment().document());

        assertThat(stack.requests().atRest("twice-2", PATIENCE).state()).isEqualTo(RequestState.READY);
        assertThat(run).isEqualTo("READY");
        assertThat(scene.effects(scene.environment().cluster(), Effect.CREATED)).isEqualTo(1);
    }

    @Test
    void anIdUsedAgainForOtherContentIsDeadLettered(LocalStack stack) {
        Scene scene = Scene.in(stack, "conflict");
        stack.requests().apply("conflict-1", scene.environment().document());
        stack.requests().atRest("conflict-1", PATIENCE);
        ObjectNode other = scene.environment().document().deepCopy();
        other.put("name", "another");

        stack.requests().apply("conflict-1", other);

        assertThat(stack.requests().deadLetter("conflict-1", PATIENCE).getDeadLetterReason())
                .isEqualTo("ID_CONFLICT");
    }

    @Test
    void whatIsNoCloudEventIsDeadLetteredWithItsReason(LocalStack stack) {
        stack.requests().send("scribble", "secure my environment, please".getBytes(StandardCharsets.UTF_8));

        ServiceBusReceivedMessage dead = stack.requests().deadLetter("scribble", PATIENCE);

        assertThat(dead.getDeadLetterReason()).isEqualTo("MALFORMED");
        assertThat(dead.getDeadLetterErrorDescription()).contains("CloudEvent");
    }

    @Test
    void aDocumentThatBreaksItsSchemaIsDeadLetteredWithEveryViolation(LocalStack stack) {
        Scene scene = Scene.in(stack, "schema");
        ObjectNode document = scene.environment().document().deepCopy();
        document.put("profile", "tomorrow").put("colour", "blue").remove("workspace");

        stack.requests().apply("schema-1", document);

        ServiceBusReceivedMessage dead = stack.requests().deadLetter("schema-1", PATIENCE);
        assertThat(dead.getDeadLetterReason()).isEqualTo("SCHEMA_VIOLATION");
        assertThat(dead.getDeadLetterErrorDescription()).contains("profile", "colour", "workspace");
    }
}
