package dev.palisade.planning.worlds;

import dev.palisade.planning.PlanResult;
import dev.palisade.planning.claim.Neighbours;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.observation.Observation;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.plan.Step.Undo;
import dev.palisade.planning.request.Asked;
import java.util.List;
import java.util.function.UnaryOperator;

/** Ways to break the system, each of which the suite must notice. */
enum Breakage implements Engine {
    UNDO_IS_NOT_REGISTERED {
        @Override
        public LedgerEntry registered(LedgerEntry entry) {
            return with(
                    entry,
                    step -> step(step, step.deltas(), Undo.REVERT_DELTAS, step.effect())
                            .with(List.of()));
        }
    },
    BEFORE_VALUES_ARE_FORGOTTEN {
        @Override
        public LedgerEntry registered(LedgerEntry entry) {
            return with(
                    entry,
                    step -> step.with(step.deltas().stream()
                            .map(delta -> new Delta(delta.path(), delta.elementKey(), null, delta.after()))
                            .toList()));
        }
    },
    NEIGHBOURS_ARE_NOT_ASKED {
        @Override
        public Held held(Held held) {
            return new Held(List.of(), held.inherited());
        }
    },
    NOTHING_IS_INHERITED {
        @Override
        public Held held(Held held) {
            return new Held(held.others(), List.of());
        }
    },
    FAILURES_LOOSEN {
        @Override
        public LedgerEntry registered(LedgerEntry entry) {
            return with(entry, step -> step(step, step.deltas(), step.undo(), Effect.NEUTRAL));
        }

        @Override
        public PlanResult plan(Asked asked, Observation observation, Neighbours neighbours) {
            return planned(
                    PLANNER.plan(asked, observation, neighbours),
                    step -> step(
                            step,
                            step.deltas(),
                            step.undo(),
                            step.effect() == Effect.TIGHTEN ? Effect.NEUTRAL : step.effect()));
        }
    },
    ORDER_IS_IGNORED {
        @Override
        public PlanResult plan(Asked asked, Observation observation, Neighbours neighbours) {
            return planned(PLANNER.plan(asked, observation, neighbours), Breakage::independent);
        }
    },
    WHAT_WAS_MADE_IS_NOT_KEPT {
        @Override
        public LedgerEntry reported(LedgerEntry entry) {
            return new LedgerEntry(entry.requestId(), entry.step(), Ownership.ADOPTED, entry.state());
        }
    };

    private static LedgerEntry with(LedgerEntry entry, UnaryOperator<Step> change) {
        return new LedgerEntry(entry.requestId(), change.apply(entry.step()), entry.ownership(), entry.state());
    }

    private static PlanResult planned(PlanResult result, UnaryOperator<Step> change) {
        Plan plan = result.plan();
        List<Step> steps = plan.steps().stream().map(change).toList();
        Plan changed = new Plan(
                plan.environment(), plan.profile(), steps, plan.found(), plan.claims(), plan.released(), plan.hash());
        return new PlanResult(changed, result.findings(), result.document(), result.body(), result.operations());
    }

    private static Step independent(Step step) {
        return new Step(
                step.id(),
                step.kind(),
                step.action(),
                step.resource(),
                step.title(),
                step.deltas(),
                List.of(),
                step.undo(),
                step.effect(),
                step.typical(),
                step.impact(),
                step.takesBack());
    }

    private static Step step(Step step, List<Delta> deltas, Undo undo, Effect effect) {
        return new Step(
                step.id(),
                step.kind(),
                step.action(),
                step.resource(),
                step.title(),
                deltas,
                step.dependsOn(),
                undo,
                effect,
                step.typical(),
                step.impact(),
                step.takesBack());
    }
}
