package dev.palisade.activities;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.activities.arm.OperationSealer;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.Operation;
import dev.palisade.workflows.contract.Operation.Style;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers about an operation that services really give and that our simulator does not. */
class OperationWaitTest {
    private static final String WORKSPACE =
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/ws";
    private static final String COMPUTE = WORKSPACE + "/computes/cpu";
    private static final Map<String, String> SOON = Map.of("x-ms-retry-after-ms", "10");
    private static final String DONE =
            "{\"location\":\"koreacentral\",\"properties\":{\"provisioningState\":\"Succeeded\"}}";

    private final ScriptedArm azure = new ScriptedArm();
    private final OperationSealer sealer = new OperationSealer(new byte[OperationSealer.KEY_BYTES]);
    private final Stories stories = new Stories(WORKSPACE, azure.url(), sealer);

    @AfterEach
    void close() {
        stories.close();
        azure.close();
    }

    @Test
    void aLocationThatIsReplacedIsFollowedToTheNext() {
        azure.on("/results/1", 202, Map.of("Location", azure.url() + "/results/2", "x-ms-retry-after-ms", "10"), "")
                .on("/results/2", 202, SOON, "")
                .on("/results/2", 200, Map.of(), "")
                .on(COMPUTE, 200, Map.of(), DONE);

        stories.await(step(), operation(Style.LOCATION, "/results/1"));

        assertThat(azure.asked()).containsExactly("/results/1", "/results/2", "/results/2", COMPUTE);
    }

    @Test
    void anOperationThatHasExpiredIsReadFromItsResource() {
        azure.on(COMPUTE, 200, SOON, DONE.replace("Succeeded", "Creating")).on(COMPUTE, 200, Map.of(), DONE);

        stories.await(step(), operation(Style.ASYNC_OPERATION, "/operations/forgotten"));

        assertThat(azure.asked()).containsSubsequence("/operations/forgotten", COMPUTE, COMPUTE);
    }

    @Test
    void wordsThatNobodyDocumentedAreWaitedThroughAndTold() {
        azure.on("/operations/1", 200, SOON, "{\"status\":\"ProvisionControlPlane\"}")
                .on("/operations/1", 200, SOON, "{\"status\":\"Succeeded\"}")
                .on(COMPUTE, 200, Map.of(), DONE);

        stories.await(step(), operation(Style.ASYNC_OPERATION, "/operations/1"));

        assertThat(Collections.frequency(azure.asked(), "/operations/1")).isEqualTo(2);
    }

    @Test
    void anOperationThatSucceededWithAResourceThatFailedIsAFailure() throws Exception {
        azure.on("/results/1", 200, Map.of(), "")
                .on(
                        COMPUTE,
                        200,
                        Map.of(),
                        "{\"location\":\"koreacentral\",\"properties\":{\"provisioningState\":\"Failed\","
                                + "\"provisioningErrors\":[{\"error\":{\"code\":\"SubnetIsFull\",\"message\":\"No address.\"}}]}}");

        AzureFailure failure = Stories.failure(() -> await(Style.LOCATION, "/results/1"));

        assertThat(failure.code()).isEqualTo("SubnetIsFull");
        assertThat(failure.failureClass()).isEqualTo(FailureClass.YOURS);
    }

    @Test
    void aSuccessWithoutEffectIsNotBelievedForEver() throws Exception {
        azure.on("/operations/1", 200, Map.of(), "{\"status\":\"Succeeded\"}");

        AzureFailure failure = Stories.failure(() -> await(Style.ASYNC_OPERATION, "/operations/1"));

        assertThat(failure.code()).isEqualTo("DoneWithoutEffect");
        assertThat(failure.failureClass()).isEqualTo(FailureClass.NEEDS_A_PERSON);
        assertThat(Collections.frequency(azure.asked(), COMPUTE)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void halfAnAnswerIsReadAgain() {
        azure.on("/operations/1", 200, Map.of(), "{\"status\":\"Succeeded\"}")
                .on(COMPUTE, 200, Map.of(), DONE.substring(0, 40))
                .on(COMPUTE, 200, Map.of(), DONE);

        stories.await(step(), operation(Style.ASYNC_OPERATION, "/operations/1"));

        assertThat(Collections.frequency(azure.asked(), COMPUTE)).isEqualTo(2);
    }

    @Test
    void anAddressThatWasSealedWithAnotherKeyIsNotNeededTheResourceTellsAsWell() {
        byte[] otherKey = new byte[OperationSealer.KEY_BYTES];
        otherKey[0] = 1;
        String sealed =
                new OperationSealer(otherKey).seal(URI.create(azure.url() + "/operations/1"), step().resource());
        azure.on(COMPUTE, 200, SOON, DONE.replace("Succeeded", "Creating")).on(COMPUTE, 200, Map.of(), DONE);

        stories.await(step(), operation(Style.ASYNC_OPERATION, sealed, Duration.ZERO));

        assertThat(azure.asked()).containsExactly(COMPUTE, COMPUTE);
    }

    @Test
    void anOperationOnAForeignHostIsNeverAskedOnlyItsResource() {
        ScriptedArm foreign = new ScriptedArm();
        try (foreign) {
            azure.on(COMPUTE, 404, Map.of(), "{\"error\":{\"code\":\"ResourceNotFound\"}}")
                    .on(
                            COMPUTE,
                            201,
                            Map.of("Azure-AsyncOperation", foreign.url() + "/operations/1"),
                            DONE.replace("Succeeded", "Creating"))
                    .on(COMPUTE, 200, Map.of(), DONE);

            assertThat(stories.apply(step()).operation().style()).isEqualTo(Style.RESOURCE);

            assertThat(foreign.asked()).isEmpty();
        }
    }

    @Test
    void theFirstQuestionWaitsForTheUsualTimeAndSaysSo() {
        azure.on("/operations/1", 200, Map.of(), "{\"status\":\"Succeeded\"}").on(COMPUTE, 200, Map.of(), DONE);

        stories.await(step(), operation(Style.ASYNC_OPERATION, sealed("/operations/1"), Duration.ofMillis(300)));

        assertThat(azure.asked()).containsExactly("/operations/1", COMPUTE);
    }

    private Void await(Style style, String path) {
        stories.await(step(), operation(style, path));
        return null;
    }

    private Operation operation(Style style, String path) {
        return operation(style, sealed(path), Duration.ZERO);
    }

    private Operation operation(Style style, String sealed, Duration expected) {
        return new Operation(step().resource(), style, sealed, Duration.ofMillis(10), expected, Instant.EPOCH);
    }

    private String sealed(String path) {
        return sealer.seal(URI.create(azure.url() + path), step().resource());
    }

    private static Step step() {
        return new Step(
                "compute/cpu",
                ResourceKind.AML_COMPUTE,
                Step.Action.CREATE,
                ResourceId.of(COMPUTE),
                "Create it",
                List.of(Delta.creation(JsonNodeFactory.instance.objectNode().put("location", "koreacentral"))),
                List.of(),
                Step.Undo.DELETE_WHAT_WE_CREATED,
                Step.Effect.NEUTRAL,
                Duration.ofMinutes(3),
                "",
                List.of());
    }
}
