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
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/** What is recorded of that which requests share, a row each: what parents and the register of pauses go through. */
public final class SharedScenarios {
    private SharedScenarios() {}

    /** Each brings about the history that is stored under its name. */
    public static Map<String, Function<SharedStage, WorkflowExecutionHistory>> all() {
        return Map.of("parent", SharedScenarios::parent, "pauses", SharedScenarios::pauses);
    }

    /** A stage with the parent that they are about. */
    public static SharedStage stage() {
        return new SharedStage(ACCOUNT);
    }

    private static WorkflowExecutionHistory parent(SharedStage stage) {
        Element deny = defaultAction("Deny");
        stage.claim(claiming("a", "r-a", claims(rule("default"), deny)));
        stage.parent().settled(settled("a", "r-a", claims(rule("default"), deny)));
        stage.claim(claiming("b", "r-b", claims(deny)));
        assertThat(stage.claim(claiming("c", "r-c", claims(defaultAction("Allow"))))
                        .conflicts())
                .hasSize(2);
        assertThat(stage.leave(leaving("a", rule("default"), deny)).kept()).hasSize(1);
        stage.parent().settled(settled("a", "r-a2", Claims.none(), made("r-a", rule("default"), deny)));
        assertThat(stage.parent().state().claimants().get(1).inherited()).hasSize(1);
        return stage.history(stage.parentId());
    }

    private static WorkflowExecutionHistory pauses(SharedStage stage) {
        stage.pause(new Pause(PauseWorkflow.EVERYWHERE, "mina", "outage", Instant.parse("2026-11-23T00:00:00Z")));
        stage.register().unpause(PauseWorkflow.EVERYWHERE);
        assertThat(stage.register().pauses()).isEmpty();
        return stage.history(PauseWorkflow.WORKFLOW_ID);
    }
}
