package dev.palisade.workflows.parent;

import static dev.palisade.workflows.parent.Shared.ACCOUNT;
import static dev.palisade.workflows.parent.Shared.claiming;
import static dev.palisade.workflows.parent.Shared.claims;
import static dev.palisade.workflows.parent.Shared.defaultAction;
import static dev.palisade.workflows.parent.Shared.leaving;
import static dev.palisade.workflows.parent.Shared.made;
import static dev.palisade.workflows.parent.Shared.rule;
import static dev.palisade.workflows.parent.Shared.settled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.workflows.contract.PauseWorkflow;
import dev.palisade.workflows.contract.PauseWorkflow.Pause;
import dev.palisade.workflows.fake.SharedStage;
import dev.palisade.workflows.history.StoredHistory;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Writes the histories of what requests share, which {@code ReplayTest} replays. Run by hand:
 * {@code mvn -pl workflows -am test -Dtest=RecordSharedHistories -Drecord=true}.
 */
@EnabledIfSystemProperty(named = "record", matches = "true")
class RecordSharedHistories {
    @Test
    void parent() {
        Element deny = defaultAction("Deny");
        try (SharedStage stage = new SharedStage(ACCOUNT)) {
            stage.claim(claiming("a", "r-a", claims(rule("default"), deny)));
            stage.parent().settled(settled("a", "r-a", claims(rule("default"), deny)));
            stage.claim(claiming("b", "r-b", claims(deny)));
            assertThat(stage.claim(claiming("c", "r-c", claims(defaultAction("Allow"))))
                            .conflicts())
                    .hasSize(2);
            assertThat(stage.leave(leaving("a", rule("default"), deny)).kept()).hasSize(1);
            stage.parent().settled(settled("a", "r-a2", Claims.none(), made("r-a", rule("default"), deny)));
            assertThat(stage.parent().state().claimants().get(1).inherited()).hasSize(1);
            write("parent", stage, stage.parentId());
        }
    }

    @Test
    void pauses() {
        try (SharedStage stage = new SharedStage(ACCOUNT)) {
            stage.pause(new Pause(PauseWorkflow.EVERYWHERE, "mina", "outage", Instant.parse("2026-11-23T00:00:00Z")));
            stage.register().unpause(PauseWorkflow.EVERYWHERE);
            assertThat(stage.register().pauses()).isEmpty();
            write("pauses", stage, PauseWorkflow.WORKFLOW_ID);
        }
    }

    private static void write(String name, SharedStage stage, String workflowId) {
        StoredHistory.store(name, stage.history(workflowId));
    }
}
