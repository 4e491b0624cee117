package dev.palisade.activities;

import static dev.palisade.activities.SimulatedAzure.CLUSTER;
import static dev.palisade.activities.SimulatedAzure.COMPUTE;
import static dev.palisade.activities.SimulatedAzure.STORAGE;
import static dev.palisade.activities.SimulatedAzure.SUBNET;
import static dev.palisade.activities.Stories.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.arm.model.Effect;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.Undone.Result;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of step, from its plan to the world and back. */
class StepActivitiesTest {
    private final SimulatedAzure world = new SimulatedAzure();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {COMPUTE, CLUSTER})
    void whatIsCreatedBearsOurTagsIsReadBackAndIsGoneAfterTheUndo(String id) {
        Step step = world.step(id);

        Begun begun = world.stories.apply(step);

        assertThat(begun.ownership()).isEqualTo(Ownership.CREATED);
        assertThat(begun.operation()).isNotNull();
        assertThat(world.resource(step).at("/properties/provisioningState").asText())
                .isEqualTo("Succeeded");
        assertThat(world.resource(step).at("/tags/palisade-request").asText()).isEqualTo(REQUEST);
        assertThat(world.stories.verify(List.of(step))).isEmpty();

        assertThat(world.stories.undo(step, Ownership.CREATED, true).result()).isEqualTo(Result.TAKEN_BACK);
        assertThat(world.exists(step)).isFalse();
        assertThat(world.effects(step, Effect.CREATED)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {SUBNET, STORAGE})
    void whatIsChangedIsReadBackAndIsAsBeforeAfterTheUndo(String id) {
        if (id.equals(STORAGE)) {
            world.stories.apply(world.step(SUBNET));
        }
        Step step = world.step(id);
        var before = world.resource(step).path("properties");

        assertThat(world.stories.apply(step).ownership()).isEqualTo(Ownership.CHANGED);
        assertThat(world.stories.verify(List.of(step))).isEmpty();
        assertThat(world.resource(step).path("properties")).isNotEqualTo(before);

        assertThat(world.stories.undo(step, Ownership.CHANGED, true).result()).isEqualTo(Result.TAKEN_BACK);
        assertThat(world.resource(step).path("properties")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({SUBNET, COMPUTE, CLUSTER})
    void aStepThatIsDoneIsNotDoneAgain(String id) {
        Step step = world.step(id);
        Ownership first = world.stories.apply(step).ownership();
        long writes = world.effects(step, Effect.CREATED) + world.effects(step, Effect.CHANGED);

        Begun again = world.stories.begin(step);

        assertThat(again.operation()).isNull();
        assertThat(again.ownership()).isEqualTo(first == Ownership.CREATED ? Ownership.CREATED : Ownership.ADOPTED);
        assertThat(world.effects(step, Effect.CREATED) + world.effects(step, Effect.CHANGED))
                .isEqualTo(writes);
    }

    @Test
    void theOperationsAddressIsInNoHistory() {
        world.stories.apply(world.step(SUBNET));
        world.stories.apply(world.step(COMPUTE));

        assertThat(world.stories.histories())
                .contains("\"sealedUrl\":\"")
                .contains("resourceGroups")
                .doesNotContainIgnoringCase("operationStatus")
                .doesNotContainIgnoringCase("operationsStatus")
                .doesNotContainIgnoringCase("/operations/")
                .doesNotContain("127.0.0.1");
    }
}
