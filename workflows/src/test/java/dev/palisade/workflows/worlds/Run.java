package dev.palisade.workflows.worlds;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.worlds.Facts;
import dev.palisade.planning.worlds.TakingBack.Outcome;
import dev.palisade.planning.worlds.TakingBack.Undone;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An attempt at a request that has ended, as its own status tells of it.
 *
 * @param registered what is known of its steps, by their ids
 */
record Run(Request request, RequestStatus status, Map<String, LedgerEntry> registered) {
    private static final Set<StepState> DECIDED =
            EnumSet.of(StepState.DONE, StepState.UNDONE, StepState.WAITING, StepState.NOT_BEGUN);

    static Run of(Request request, RequestStatus status, Map<String, LedgerEntry> registered) {
        Map<String, LedgerEntry> all = new HashMap<>();
        Optional.ofNullable(status.plan()).map(Plan::steps).stream()
                .flatMap(List::stream)
                .forEach(step -> all.put(step.id(), unregistered(request, step)));
        all.putAll(registered);
        return new Run(request, status, all);
    }

    private static LedgerEntry unregistered(Request request, Step step) {
        return new LedgerEntry(request.id(), step, Ownership.UNKNOWN, State.INTENDED);
    }

    List<Undone> undone() {
        return status.undone().stream()
                .map(one -> new Undone(
                        registered.get(one.stepId()),
                        Outcome.valueOf(one.result().name())))
                .toList();
    }

    /** Where nobody knows any more what stands, or whose it is: what was taken back may be as a stranger had left it. */
    Stream<String> uncertain() {
        Stream<LedgerEntry> takenBack = undone().stream().map(Undone::entry);
        Stream<LedgerEntry> unheard = status.steps().stream()
                .filter(step -> !DECIDED.contains(step.state()))
                .map(StepProgress::stepId)
                .filter(registered::containsKey)
                .map(registered::get)
                .filter(entry -> entry.step().action() == Action.DELETE
                        || !entry.step().takesBack().isEmpty());
        return Stream.concat(takenBack, unheard).flatMap(Run::places);
    }

    static Stream<String> places(LedgerEntry entry) {
        return entry.step().deltas().stream()
                .map(delta -> Facts.place(entry.step().resource(), delta));
    }

    /** {@code r1 APPLY: ROLLED_BACK; subnet/default UNDONE; … because …}. */
    String inWords() {
        String attempt = request.attempt() > 1 ? " again" : "";
        StringBuilder words = new StringBuilder(request.id() + attempt + " " + request.type() + ": " + status.state());
        status.steps()
                .forEach(step ->
                        words.append("; ").append(step.stepId()).append(' ').append(step.state()));
        status.undone()
                .forEach(one -> words.append("; undo of ")
                        .append(one.stepId())
                        .append(' ')
                        .append(one.result()));
        status.differences().forEach(one -> words.append("; differs: ").append(one.stepId()));
        return status.failure() == null
                ? words.toString()
                : words.append("; because of ")
                        .append(status.failure().message())
                        .toString();
    }
}
