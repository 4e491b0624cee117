package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.RequestState;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workflows closed without a word, by somebody's mistake with Temporal's own tools, while Azure keeps a step waiting. */
@ExtendWith(StackExtension.class)
class TerminationTest {
    private static final int STEPS = 5;
    private static final int BACK_OFF = (int) StackExtension.SPEED;

    static Stream<StepKind> someRequests() {
        return Proving.now().some("request terminated", step -> true, STEPS).stream();
    }

    static Stream<StepKind> someEnvironments() {
        return Proving.now().some("environment terminated", step -> true, STEPS).stream();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("someRequests")
    void whatATerminatedRequestHadBegunIsTakenBackBeforeTheNextHasItsTurn(
            StepKind step, LocalStack stack, ProofTable table) {
        Scene scene = Scene.in(stack, "terminated-" + step);
        Azure standing = step.prepare(scene);
        Report.unlessItHolds(scene, standing, List.of("asked", "next"), () -> {
            Fault held = scene.plant(holding(step, scene));
            String id = step.ask(scene);
            scene.awaitFired(held);

            stack.operator().terminate(id);
            stack.arm().faults().remove(held);
            stack.arm().endWhatHangs(step.resourceIn(scene));

            // What asks for nothing that there is changes nothing, but has to have its turn to be told so.
            String next = scene.ask(RequestType.COMPUTE_DELETE, "next", ofNobodys(scene));
            Proofs.assertState(scene.atRest(next), RequestState.REJECTED);
            assertTakenBackOrTold(scene, standing, step);
            scene.assertUnharmed(step);
        });
        table.proved("request workflow terminated", "taken back, or left and told", step);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("someEnvironments")
    void aTerminatedEnvironmentLosesNoRequest(StepKind step, LocalStack stack, ProofTable table) {
        Scene scene = Scene.in(stack, "environment-" + step);
        Azure standing = step.prepare(scene);
        long effects = scene.effects(step.resourceIn(scene), step.effect());
        Report.unlessItHolds(scene, standing, List.of("asked"), () -> {
            Fault held = scene.plant(waiting(step, scene));
            String id = step.ask(scene);
            scene.awaitFired(held);

            stack.operator().terminateEnvironment(scene.environment().environment());
            stack.arm().faults().remove(held);

            Proofs.assertState(scene.atRest(id), RequestState.READY);
            step.done().accept(scene);
            assertThat(scene.effects(step.resourceIn(scene), step.effect()) - effects)
                    .isEqualTo(1);
            scene.assertUnharmed(step);
        });
        table.proved("environment workflow terminated", End.DONE_ONCE.toString(), step);
    }

    /** The first time while a request of it works, the second time while nobody does. */
    @Test
    void whatWasMadeBeforeItsEnvironmentWasTerminatedIsStillTakenBackByADelete(LocalStack stack) {
        Scene scene = Scene.in(stack, "environment-remembers");
        Neighbour one = Neighbour.one(scene);
        Proofs.assertState(one.apply("first", one.document(Part.STORAGE)), RequestState.READY);
        assertThat(scene.before().changesTo(scene.now())).isNotEmpty();

        Fault held = scene.plant(waitingFor(scene.environment().compute(), "PUT"));
        String id = scene.apply("second", one.document(Part.STORAGE, Part.TRAINING));
        scene.awaitFired(held);
        stack.operator().terminateEnvironment(scene.environment().environment());
        stack.arm().faults().remove(held);
        Proofs.assertState(scene.atRest(id), RequestState.READY);
        stack.operator().terminateEnvironment(scene.environment().environment());
        one.delete();

        assertThat(scene.before().changesTo(scene.now()))
                .as("what nobody owned any more")
                .isEmpty();
    }

    @Test
    void aTerminatedParentStillKnowsWhoNeedsIt(LocalStack stack) {
        Scene scene = Scene.in(stack, "parent-remembers");
        Neighbour one = Neighbour.one(scene);
        Neighbour other = Neighbour.beside(scene);
        Azure before = scene.now();
        for (Neighbour neighbour : List.of(one, other)) {
            Proofs.assertState(neighbour.apply("apply", neighbour.document(Part.TRAINING)), RequestState.READY);
        }

        stack.operator().terminateParent(scene.environment().virtualNetwork());
        stack.operator().terminateParent(scene.environment().securityGroup());
        one.delete();
        Secured.batchIsLetIn(scene);
        other.delete();

        assertThat(before.changesTo(scene.now())).isEmpty();
    }

    @Test
    void whatWasPausedStaysPausedWhenTheRegisterIsTerminated(LocalStack stack) {
        Scene scene = Scene.in(stack, "register-remembers");
        stack.operator().pause(scene.environment().workspace());
        stack.operator().terminatePauses();

        String id = scene.apply("1", Part.document(scene.environment(), Part.TRAINING));
        stack.requests()
                .until(id, status -> status.paused() != null || status.state().resting(), Scene.PATIENCE);
        assertThat(scene.writes()).isEmpty();
        stack.operator().terminatePauses();
        stack.operator().unpause(scene.environment().workspace());

        Proofs.assertState(scene.atRest(id), RequestState.READY);
    }

    /** Left is only what bears no tags: whose it is, only the answer to its creation would have told. The outcome then names it. */
    private static void assertTakenBackOrTold(Scene scene, Azure standing, StepKind step) {
        String outcomes = scene.stack()
                .temporal()
                .client()
                .fetchHistory(EnvironmentWorkflow.WORKFLOW_ID_PREFIX
                        + scene.environment().environment())
                .getHistory()
                .toString()
                .replace("\\", "")
                .toLowerCase(Locale.ROOT);
        assertThat(scene.remaining(standing, step)).allSatisfy(change -> {
            assertThat(scene.stack().arm().resource(change.resource()).orElseThrow())
                    .as("%s", change)
                    .noneMatch(field -> field.has("palisade-request"));
            assertThat(outcomes).contains("\"resource\":\"" + change.resource() + "\",\"result\":\"left\"");
        });
    }

    private static ObjectNode ofNobodys(Scene scene) {
        return Part.operation(scene.environment()).put("name", "nobodys");
    }

    private static Fault holding(StepKind step, Scene scene) {
        return step.longRunning()
                ? Fault.of(FaultKind.STUCK, step.resourceIn(scene), 1).onMethod(step.method())
                : waiting(step, scene);
    }

    private static Fault waiting(StepKind step, Scene scene) {
        return waitingFor(step.resourceIn(scene), step.method());
    }

    private static Fault waitingFor(String resource, String method) {
        return Fault.of(FaultKind.CONFLICT_IN_PROGRESS, resource, Trouble.FOR_EVER)
                .onMethod(method)
                .withRetryAfter(BACK_OFF);
    }
}
