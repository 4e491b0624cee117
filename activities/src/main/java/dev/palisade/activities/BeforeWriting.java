package dev.palisade.activities;

import dev.palisade.activities.arm.ArmErrors.Verdict;
import dev.palisade.activities.shared.Parents;
import dev.palisade.activities.shared.Pauses;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.ParentWorkflow.Kept;
import dev.palisade.workflows.contract.ParentWorkflow.LeaveAnswer;
import dev.palisade.workflows.contract.ParentWorkflow.Leaving;
import dev.palisade.workflows.contract.StepActivities.StepCall;
import dev.palisade.workflows.contract.StepActivities.UndoCall;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is asked before Azure is touched: whether operators have paused writes here, and whether neighbours need what would go. */
final class BeforeWriting {
    private static final LeaveAnswer NOT_SHARED = new LeaveAnswer(List.of(), List.of());

    private final Pauses pauses;
    private final Parents parents;
    private final StepFailures failures;

    BeforeWriting(Pauses pauses, Parents parents, StepFailures failures) {
        this.pauses = pauses;
        this.parents = parents;
        this.failures = failures;
    }

    /** Not to be asked once something was sent: whoever has begun must be able to learn what became of it. */
    void requireUnpaused(String environment, Doing doing) {
        pauses.over(environment).ifPresent(pause -> {
            Verdict operators = new Verdict(FailureClass.PAUSED, WhoseMove.OPERATOR);
            throw failures.ending(operators, doing, "PAUSED", Pauses.inWords(pause));
        });
    }

    /**
     * Announces what a step takes away or takes back. What a neighbour has come to need since the plan was made changes the plan.
     *
     * @return the environments that made what this one has inherited of it, so that their tags are as good as its own
     */
    List<String> leave(StepCall call, Doing doing) {
        Step step = call.step();
        if (step.action() != Step.Action.DELETE && step.takesBack().isEmpty()) {
            return List.of();
        }
        List<Delta> standing = step.deltas().stream().map(Delta::inverse).toList();
        LeaveAnswer answer = leave(call.environment(), step, standing, null);
        if (!answer.kept().isEmpty()) {
            throw failures.worldChanged(doing, "it is " + stillNeeded(answer.kept()) + ".");
        }
        return answer.madeBy();
    }

    /** Announces that what a step did is taken back. @return what stays, because neighbours need it; they inherit it */
    List<Kept> leave(UndoCall call) {
        LedgerEntry entry = call.entry();
        return leave(call.environment(), entry.step(), entry.step().deltas(), entry)
                .kept();
    }

    static String stillNeeded(List<Kept> kept) {
        return kept.stream()
                .map(Kept::name)
                .distinct()
                .collect(Collectors.joining(" and ", "still needed by environment ", ""));
    }

    /** @param standing their <i>after</i> is what stands now; one that has none only puts back what was there */
    private LeaveAnswer leave(String environment, Step step, List<Delta> standing, @Nullable LedgerEntry made) {
        List<Element> elements = standing.stream()
                .filter(delta -> delta.after() != null && !delta.after().isNull())
                .map(delta -> new Element(step.resource(), delta))
                .toList();
        boolean itsOwn = step.resource().topLevel().key().equals(environment);
        return itsOwn || elements.isEmpty()
                ? NOT_SHARED
                : parents.leave(step.resource().topLevel(), new Leaving(environment, "", elements, made));
    }
}
