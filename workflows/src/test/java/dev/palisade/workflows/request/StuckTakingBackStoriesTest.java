package dev.palisade.workflows.request;

import static dev.palisade.workflows.contract.RequestState.READY;
import static dev.palisade.workflows.contract.RequestState.ROLLED_BACK;
import static dev.palisade.workflows.contract.RequestState.STUCK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.PlanningActivities.OnFailure;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Fault;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A step opens a door that an earlier request has closed, and its own undo fails: whose is the door from then on? */
class StuckTakingBackStoriesTest {
    private final FakeWorld world = new FakeWorld()
            .wants(Plans.quick("closed"))
            .onFailure(OnFailure.ROLLBACK)
            .standsFor(JsonNodeFactory.instance.objectNode().put("name", "churn-prod"));

    @Test
    void whatTheStepTookBackIsOwnedUntilItsUndoIsDecided() {
        try (Stage stage = stuck()) {
            assertThat(references(stage)).containsExactly("r1|closed", "r2|open");
        }
    }

    @Test
    void onceTheUndoIsResumedItIsOwnedAsBefore() {
        try (Stage stage = stuck()) {
            world.withoutFault("open");

            assertThat(stage.play(attempt(RequestType.RESUME)).state()).isEqualTo(ROLLED_BACK);
            assertThat(references(stage)).as("a later delete must open it").containsExactly("r1|closed");
        }
    }

    @Test
    void onceTheRequestGoesForwardInsteadItIsTakenBackForGood() {
        try (Stage stage = stuck()) {
            world.withoutFault("open").withoutFault("compute");

            assertThat(stage.play(attempt(RequestType.APPLY)).state()).isEqualTo(READY);
            assertThat(stage.environment().stuck()).isNull();
            assertThat(references(stage)).containsExactly("r2|compute");
        }
    }

    private Stage stuck() {
        Stage stage = new Stage(world);
        assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(READY);
        world.wants(Plans.takingBack(Plans.quick("open"), "r1|closed"), Plans.slow("compute", "open"))
                .withFault("compute", Fault.REFUSED)
                .withFault("open", Fault.UNDO_LOCKED);
        assertThat(stage.play(Stage.request("r2", RequestType.APPLY, Stage.LATER))
                        .state())
                .isEqualTo(STUCK);
        assertThat(world.fired()).contains("UNDO_LOCKED open");
        return stage;
    }

    private static Request attempt(RequestType as) {
        return Stage.request("r2").again(2, as, "mina", Stage.LATER.plusSeconds(60));
    }

    private static List<String> references(Stage stage) {
        return stage.environment().ledger().entries().stream()
                .map(LedgerEntry::reference)
                .toList();
    }
}
