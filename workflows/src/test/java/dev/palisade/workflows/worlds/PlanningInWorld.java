package dev.palisade.workflows.worlds;

import dev.palisade.planning.PlanResult;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.document.OnFailure.Reaction;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.request.Asked;
import dev.palisade.planning.worlds.Broken;
import dev.palisade.planning.worlds.Engine;
import dev.palisade.planning.worlds.Hands.WorldChanged;
import dev.palisade.planning.worlds.Invariant;
import dev.palisade.planning.worlds.Parents;
import dev.palisade.planning.worlds.Preparation;
import dev.palisade.workflows.contract.PlanningActivities;
import io.temporal.client.WorkflowException;
import java.util.Objects;
import java.util.Optional;

/** The real planner, which reads the model of Azure. */
final class PlanningInWorld implements PlanningActivities {
    private final Ground ground;
    private final Parents parents;
    private final boolean approvals;

    PlanningInWorld(Ground ground, Parents parents, boolean approvals) {
        this.ground = ground;
        this.parents = parents;
        this.approvals = approvals;
    }

    @Override
    public Prepared prepare(PlanCall call) {
        try {
            return ground.alone(() -> prepared(call));
        } catch (WorldChanged never) {
            throw new IllegalStateException("A reading changes nothing", never);
        }
    }

    private Prepared prepared(PlanCall call) {
        PlanResult result = planned(call);
        ground.planned(call.requestId(), result);
        Trouble trouble = ground.trouble();
        trouble.planned(result.plan().steps());
        Optional<EnvironmentDocument> document = Optional.ofNullable(result.document());
        return new Prepared(
                result.plan(),
                result.findings(),
                document.flatMap(known -> known.onFailure().reaction())
                        .map(reaction -> reaction == Reaction.PARK ? OnFailure.PARK : OnFailure.ROLLBACK)
                        .orElse(null),
                document.map(known -> known.onFailure().restoresNetwork()).orElse(false),
                approvals && needsApproval(result.plan()),
                result.body(),
                result.operations());
    }

    private PlanResult planned(PlanCall call) {
        Asked asked = new Asked(
                call.requestId(),
                ResourceId.of(call.environment()),
                Objects.requireNonNull(call.type()),
                call.document(),
                call.standing(),
                call.ledger(),
                call.scopes());
        Preparation preparation = new Preparation(ground.town().world(), parents, Engine.WHOLE);
        try {
            return ground.trouble().readsEarly()
                    ? preparation.planEarly(
                            asked, ground.environment(call.environment()).index())
                    : preparation.plan(asked);
        } catch (WorkflowException noAnswerFromAParent) {
            throw noAnswerFromAParent;
        } catch (IllegalStateException | IllegalArgumentException | NullPointerException unexpected) {
            throw new Broken(Invariant.ALWAYS_ANSWERS, unexpected);
        }
    }

    private static boolean needsApproval(Plan plan) {
        return plan.steps().stream().anyMatch(step -> step.effect() == Effect.LOOSEN || step.action() == Action.DELETE);
    }
}
