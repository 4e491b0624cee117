package dev.palisade.activities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmAnswer;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.activities.arm.LongRunningOperation;
import dev.palisade.activities.arm.OwnershipMark;
import dev.palisade.activities.arm.RetrySchedule;
import dev.palisade.activities.kind.ArmKind;
import dev.palisade.activities.kind.ArmKinds;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.StepActivities.StepCall;
import java.time.Duration;
import java.util.Optional;

/** Begins to create a resource, if nothing has its name, or if what has it is ours and needs to be written again. */
final class CreationBeginning {
    private final AzureCalls azure;
    private final StepFailures failures;
    private final OperationsInFlight operations;
    private final SecretsToTell secrets;
    private final AzureSettings settings;
    private final RetrySchedule schedule;

    CreationBeginning(
            AzureCalls azure,
            StepFailures failures,
            OperationsInFlight operations,
            SecretsToTell secrets,
            AzureSettings settings) {
        this.azure = azure;
        this.failures = failures;
        this.operations = operations;
        this.secrets = secrets;
        this.settings = settings;
        this.schedule = new RetrySchedule(settings.time());
    }

    Begun begin(StepCall call, Doing doing, Attempt attempt, SentWrites sent, Optional<JsonNode> found) {
        if (sent.overForeign()) {
            throw handBackLater(call, doing, attempt, sent, found);
        }
        return found.isPresent() ? meet(call, doing, sent, found.get()) : create(call, doing, attempt, sent);
    }

    /** Something has the name. Ours from an earlier attempt or request, somebody's who made the very same, or in the way. */
    private Begun meet(StepCall call, Doing doing, SentWrites sent, JsonNode resource) {
        Step step = call.step();
        boolean asAsked = DeltaComparison.compare(resource, step.deltas()) == DeltaComparison.State.AFTER;
        Whose whose = Whose.of(call, sent, resource, asAsked);
        if (whose == Whose.FOREIGN && !asAsked) {
            throw failures.worldChanged(doing, "something of this name, not made by this environment, is there.");
        }
        Ownership ownership = whose == Whose.THIS_REQUESTS ? Ownership.CREATED : Ownership.ADOPTED;
        String state = LongRunningOperation.provisioningState(resource);
        if (asAsked && LongRunningOperation.isSucceeded(state)) {
            return new Begun(ownership, null);
        }
        boolean repairs = whose != Whose.FOREIGN && LongRunningOperation.isTerminal(state) && sent.mayBeMended();
        return repairs ? repair(call, doing, sent, resource) : new Begun(ownership, operations.underWay(step, sent));
    }

    /** Ours, and failed, or not as asked: what a parked or stuck request left, and its next attempt mends. */
    private Begun repair(StepCall call, Doing doing, SentWrites sent, JsonNode resource) {
        Step step = call.step();
        ArmKind.Creatable kind = ArmKinds.creatable(step.kind());
        ArmWrite write =
                secrets.told(kind, body(kind, call), doing, body -> kind.repair(step.resource(), resource, body));
        ArmAnswer answer = sent.sendMending(azure, failures, doing, write);
        return new FirstAnswer(failures, operations).begun(step, doing, Ownership.CREATED, write, answer);
    }

    private Begun create(StepCall call, Doing doing, Attempt attempt, SentWrites sent) {
        Step step = call.step();
        ArmKind.Creatable kind = ArmKinds.creatable(step.kind());
        if (!kind.creationIsGuarded()) {
            sent.age().ifPresent(age -> watch(doing, age));
        }
        ArmWrite write = secrets.told(kind, body(kind, call), doing, body -> kind.create(step.resource(), body));
        ArmAnswer answer = sent.send(azure, failures, doing, write);
        if (answer.status() == 200) {
            sent.provedOverForeign();
            throw handBack(call, doing, attempt);
        }
        return new FirstAnswer(failures, operations).begun(step, doing, Ownership.CREATED, write, answer);
    }

    /** A write without an answer may still land. Where Azure does not guard it, a second one over it could not tell whose it met. */
    private void watch(Doing doing, Duration age) {
        Duration left = settings.unansweredWindow().minus(age);
        if (!left.isNegative() && !left.isZero()) {
            Duration part = schedule.time().real(RetrySchedule.DEFAULT);
            throw failures.notYet(
                    doing,
                    "Unanswered",
                    "an earlier attempt had no answer and may still take effect; watching",
                    part.compareTo(left) < 0 ? part : left);
        }
    }

    /** Our write over somebody else's resource is known from an earlier attempt. A read without it may be as stale as the one before it. */
    private RuntimeException handBackLater(
            StepCall call, Doing doing, Attempt attempt, SentWrites sent, Optional<JsonNode> found) {
        Settling settling = Settling.of(ArmKinds.of(call.step().kind()), schedule.time());
        if (found.isEmpty() && sent.age().orElse(Duration.ZERO).compareTo(settling.window()) < 0) {
            return failures.notYet(doing, "WasThere", "it was there already, but does not show", settling.pause());
        }
        return found.isEmpty()
                ? failures.worldChanged(doing, "it was made by somebody else, and is gone.")
                : handBack(call, doing, attempt);
    }

    /**
     * Our write met a resource that a stale read had hidden. It is not ours, so it must not carry our tags when something deletes by them:
     * they are taken off without asking another read whether they are on.
     */
    private RuntimeException handBack(StepCall call, Doing doing, Attempt attempt) {
        ArmKind.Creatable kind = ArmKinds.creatable(call.step().kind());
        if (kind.bearsTags()) {
            ObjectNode untagged = OwnershipMark.off(body(kind, call));
            ArmWrite write = secrets.told(
                    kind, untagged, doing, body -> kind.create(call.step().resource(), body));
            azure.write(doing, write, attempt);
        }
        return failures.worldChanged(
                doing, "it was there already, made by somebody else, and now has the settings of this step.");
    }

    private static ObjectNode body(ArmKind.Creatable kind, StepCall call) {
        ObjectNode body = (ObjectNode) DeltaComparison.apply(null, call.step().deltas());
        return kind.bearsTags() ? new OwnershipMark(call.environment(), call.requestId()).on(body) : body;
    }
}
