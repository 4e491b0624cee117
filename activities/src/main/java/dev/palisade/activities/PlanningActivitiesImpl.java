package dev.palisade.activities;

import dev.palisade.activities.arm.ArmClient;
import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.activities.arm.RetrySchedule;
import dev.palisade.activities.arm.SimulatedTime;
import dev.palisade.activities.arm.VaultSecrets;
import dev.palisade.activities.kind.ArmKinds;
import dev.palisade.activities.shared.Parents;
import dev.palisade.planning.PlanResult;
import dev.palisade.planning.Planner;
import dev.palisade.planning.Reads;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.document.OnFailure.Reaction;
import dev.palisade.planning.observation.Doubt;
import dev.palisade.planning.observation.Observation;
import dev.palisade.planning.request.Asked;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.PlanningActivities;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Reads what the planner asks for until it has seen enough, and lets it plan. The observation never enters a history. */
public final class PlanningActivitiesImpl implements PlanningActivities {
    /** Each round is caused by what an earlier one found; the chains that there are have three links. */
    private static final int MOST_ROUNDS = 10;

    private final Planner planner = new Planner();
    private final SimulatedTime time;
    private final StepFailures failures;
    private final Observer observer;
    private final Parents parents;

    /** @param readers bounds how many reads go out at a time */
    public PlanningActivitiesImpl(
            ArmClient arm, VaultSecrets vaults, AzureSettings settings, Executor readers, Parents parents) {
        this.parents = parents;
        this.time = settings.time();
        this.failures = new StepFailures(new RetrySchedule(time));
        this.observer = new Observer(arm, vaults, failures, readers);
    }

    @Override
    public Prepared prepare(PlanCall call) {
        RequestType type = call.type() == null ? RequestType.APPLY : call.type();
        Asked asked = new Asked(
                call.requestId(),
                ResourceId.of(call.environment()),
                type,
                call.document(),
                call.standing(),
                call.ledger(),
                call.scopes());
        Seen seen = observe(asked, Attempt.current());
        PlanResult result = planner.plan(asked, seen.observation(), seen.neighbours());
        EnvironmentDocument document = result.document();
        if (document == null) {
            return new Prepared(
                    result.plan(),
                    result.findings(),
                    null,
                    false,
                    ApprovalPolicy.needsApproval(result.plan()),
                    result.body(),
                    result.operations());
        }
        return new Prepared(
                result.plan(),
                result.findings(),
                document.onFailure()
                        .reaction()
                        .map(PlanningActivitiesImpl::inContract)
                        .orElse(null),
                document.onFailure().restoresNetwork(),
                ApprovalPolicy.needsApproval(result.plan()),
                result.body(),
                result.operations());
    }

    private record Seen(Observation observation, Neighbours neighbours) {}

    private Seen observe(Asked asked, Attempt attempt) {
        Seen seen = new Seen(Observation.empty(), Neighbours.unknown());
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Reads reads = planner.reads(asked, seen.observation(), seen.neighbours());
            if (reads.nothing()) {
                believe(Doubt.of(asked, seen.observation()), attempt);
                return seen;
            }
            seen = new Seen(
                    observer.readIfAllowed(
                            observer.read(seen.observation(), reads.paths(), attempt), reads.ifAllowed(), attempt),
                    seen.neighbours().and(parents.neighbours(asked.environment().key(), reads.parents())));
        }
        throw new IllegalStateException("The planner has asked for more " + MOST_ROUNDS
                + " times and still not seen enough: " + planner.reads(asked, seen.observation(), seen.neighbours()));
    }

    /** Drift is believed once Azure has told of it for as long as its readings may be stale; a plan made too early would miss what it is for. */
    private void believe(List<Doubt> doubts, Attempt attempt) {
        Notes notes = attempt.notes().withAnotherRead();
        doubts.stream()
                .map(doubt -> Settling.of(ArmKinds.of(doubt.kind()), time))
                .max(Comparator.comparing(Settling::window))
                .filter(settling -> !settling.isOver(attempt.elapsed(), notes.reads()))
                .ifPresent(settling -> {
                    attempt.note(notes);
                    Doubt first = doubts.get(0);
                    throw failures.notYet(
                            Doing.observing(first.resource().toString()),
                            "Settling",
                            first.reading() + ", which may be a stale reading",
                            settling.pause());
                });
    }

    private static @Nullable OnFailure inContract(Reaction reaction) {
        return switch (reaction) {
            case ROLLBACK -> OnFailure.ROLLBACK;
            case PARK -> OnFailure.PARK;
        };
    }
}
