package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A request that is brought to a moment of one of its steps, and kept there: Azure does not answer what it is asked at that moment, neither at
 * once nor when it is asked again.
 */
final class Victim {
    /** Simulated. In real time longer than an answer is waited for, so that the moment lasts until the fault is forgotten. */
    private static final Duration SILENCE = Duration.ofSeconds((long) (20 * StackExtension.SPEED));
    /** Simulated. Long enough to plant what comes after the write. */
    private static final Duration PAUSE = Duration.ofSeconds((long) (10 * StackExtension.SPEED));
    /** Simulated. Longer than a worker goes without asking what is paused. */
    private static final Duration UNAWARE = Duration.ofSeconds((long) (4 * StackExtension.SPEED));
    /** Simulated. Whoever waits for the others asks seldom. */
    private static final int BACK_OFF = (int) StackExtension.SPEED;

    private final Scene scene;
    private final StepKind step;
    private final Moment moment;
    private final List<Fault> planted = new ArrayList<>();
    private Azure standing;
    private String id = "";
    private long effects;

    Victim(Scene scene, StepKind step, Moment moment) {
        this.scene = scene;
        this.step = step;
        this.moment = moment;
        this.standing = scene.before();
    }

    StepKind step() {
        return step;
    }

    Moment moment() {
        return moment;
    }

    /** Comes as near to the moment as can be waited at for long. */
    void approach() {
        if (moment == Moment.DURING_UNDO) {
            Undoing undoing = Undoing.of(step, scene);
            standing = undoing.standing();
            id = undoing.id();
            return;
        }
        standing = step.prepare(scene);
        effects = scene.effects(resource(), step.effect());
        if (moment == Moment.BEFORE_BEGIN) {
            scene.stack().operator().pause(workspace());
            // A worker may take what it knows of pauses for true for a while; planning takes longer now.
            scene.plant(Fault.of(FaultKind.SLOW_ANSWER, workspace(), 1)
                    .onMethod("GET")
                    .late(UNAWARE));
            id = step.ask(scene);
            scene.stack().requests().until(id, status -> status.paused() != null, Scene.PATIENCE);
        } else {
            Fault barrier = plant(Fault.of(FaultKind.CONFLICT_IN_PROGRESS, resource(), Trouble.FOR_EVER)
                    .onMethod(step.method())
                    .withRetryAfter(BACK_OFF));
            id = step.ask(scene);
            scene.awaitFired(barrier);
        }
    }

    /** Returns when the moment has come, and lasts. */
    void reach() {
        switch (moment) {
            case BEFORE_BEGIN -> {
                Fault reading = silent("GET", Trouble.FOR_EVER);
                scene.stack().operator().unpause(workspace());
                scene.awaitFired(reading);
                assertBeginning();
            }
            case AFTER_THE_WRITE -> {
                goOnTo(silent(step.method(), 1));
                silent("GET", Trouble.FOR_EVER);
            }
            case WHILE_WAITING -> goOnTo(silent(FaultKind.POLL, Trouble.FOR_EVER));
            case BEFORE_READ_BACK -> {
                goOnTo(plant(Fault.of(FaultKind.SLOW_ANSWER, resource(), 1)
                        .onMethod(step.method())
                        .late(PAUSE)));
                // Before it is forgotten, which Azure does some time after its end.
                Operation begun = lastOperation();
                scene.awaitFired(silent("GET", Trouble.FOR_EVER));
                assertReadAfterSuccess(begun);
            }
            case DURING_UNDO -> undo();
        }
    }

    /** Lets its write go out, which Azure takes and does not answer. @return the ID of the fault that keeps the answer */
    String writeUnheard() {
        Fault silence = silent(step.method(), 1);
        scene.stack().arm().faults().remove(planted.get(0));
        return silence.id();
    }

    /** Azure answers again. */
    void release() {
        planted.forEach(fault -> scene.stack().arm().faults().remove(fault));
    }

    /** Ends as if nobody had died. */
    void assertSurvives() {
        Report.unlessItHolds(scene, standing, List.of("asked"), () -> {
            if (moment == Moment.DURING_UNDO) {
                Proofs.assertState(scene.atRest(id), RequestState.CANCELLED);
                Undoing.assertTakenBack(scene, standing, step);
            } else {
                assertDoneOnce();
                scene.assertUnharmed(step);
            }
        });
    }

    private void assertDoneOnce() {
        if (step.waitsForApproval()) {
            scene.stack().requests().approveAll(id, Scene.PATIENCE);
        }
        Proofs.assertState(scene.atRest(id), RequestState.READY);
        step.done().accept(scene);
        assertThat(scene.effects(resource(), step.effect()) - effects)
                .as("how often %s was %s", resource(), step.effect())
                .isEqualTo(1);
    }

    /** Its undo is registered, and Azure has been sent nothing. */
    private void assertBeginning() {
        RequestStatus status = scene.stack().requests().status(id).orElseThrow();
        assertThat(status.steps())
                .filteredOn(progress -> progress.stepId().equals(step.step()))
                .extracting(RequestStatus.StepProgress::state)
                .containsExactly(StepState.BEGINNING);
        assertThat(scene.effects(resource(), step.effect())).isEqualTo(effects);
    }

    private Operation lastOperation() {
        return scene.stack().arm().operations().stream()
                .filter(operation -> operation.resource().equalsIgnoreCase(resource()))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** What is not answered is the question after the end of the operation. */
    private void assertReadAfterSuccess(Operation begun) {
        assertThat(scene.stack().arm().operations())
                .filteredOn(operation -> operation.id().equals(begun.id()))
                .allMatch(operation -> Operation.SUCCEEDED.equals(operation.outcome()));
        assertThat(scene.stack().audit().within(resource()))
                .filteredOn(entry -> entry.method().equals("GET")
                        && entry.resource().equalsIgnoreCase(resource())
                        && entry.faults().contains(FaultKind.SLOW_ANSWER))
                .isNotEmpty()
                .allMatch(entry -> !entry.simulatedTime().isBefore(begun.endsAt()));
    }

    private String workspace() {
        return scene.environment().workspace();
    }

    private void undo() {
        String sentinel = Undoing.sentinel(scene.environment());
        Fault write = silent(Undoing.method(step), 1);
        scene.stack().operator().cancel(id);
        scene.awaitUndo(id);
        scene.stack().arm().endWhatHangs(sentinel);
        scene.awaitFired(write);
        silent("GET", Trouble.FOR_EVER);
    }

    private void goOnTo(Fault next) {
        scene.stack().arm().faults().remove(planted.get(0));
        scene.awaitFired(next);
    }

    private Fault silent(String method, int count) {
        return plant(Fault.of(FaultKind.SLOW_ANSWER, resource(), count)
                .onMethod(method)
                .late(SILENCE));
    }

    private Fault plant(Fault fault) {
        planted.add(fault);
        return scene.plant(fault);
    }

    private String resource() {
        return step.resourceIn(scene);
    }

    @Override
    public String toString() {
        return step + " " + moment;
    }
}
