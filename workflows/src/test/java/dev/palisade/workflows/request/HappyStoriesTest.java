package dev.palisade.workflows.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import org.junit.jupiter.api.Test;

class HappyStoriesTest {
    @Test
    void aPlanIsAppliedAndTheEnvironmentKnowsIt() {
        FakeWorld world = new FakeWorld()
                .wants(Plans.quick("subnet"), Plans.slow("cluster", "subnet"), Plans.slow("compute", "cluster"));
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(status.state()).isEqualTo(RequestState.READY);
            assertThat(world.standing()).containsExactly("cluster", "compute", "subnet");
            assertThat(status.generation()).isEqualTo(1);
            assertThat(world.published()).hasSize(1);
            assertThat(world.published().get(0).status()).isEqualTo(status);
            assertThat(stage.environment().desired().requestId()).isEqualTo("r1");
            assertThat(stage.environment().holder()).isNull();
            assertThat(stage.environment().ledger().entries())
                    .hasSize(3)
                    .extracting(LedgerEntry::state)
                    .containsOnly(State.STANDING);
        }
    }
}
