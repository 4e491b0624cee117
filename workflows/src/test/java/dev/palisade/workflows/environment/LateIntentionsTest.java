package dev.palisade.workflows.environment;

import static dev.palisade.workflows.contract.RequestState.READY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a request intends is told again as more of it is known, and a first try may be slower than all that follows it. */
class LateIntentionsTest {
    private final FakeWorld world = new FakeWorld();
    private final List<LedgerEntry> known = new CopyOnWriteArrayList<>();

    @Test
    void whatIsKnownOfWhoseAThingIsStandsThoughAnEarlierWordComesLate() {
        world.wants(Plans.untagged("extension"));
        try (Stage stage = Stage.withoutRepetition(world)) {
            stage.delayFirstTries();
            world.at(
                    "await",
                    "extension",
                    first -> known.addAll(stage.environment().ledger().entries()));

            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(READY);
            assertThat(stage.late()).as("words that came late").isEqualTo(1);
            assertThat(known).extracting(LedgerEntry::ownership).containsExactly(Ownership.CREATED);
        }
    }
}
