package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.EnvironmentFixture;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepState;

/** A step that is done, in a request that still waits for a compute which Azure never finishes. */
record Undoing(StepKind step, Scene scene, Azure standing, String id, String sentinel) {
    static Undoing of(StepKind step, Scene scene) {
        EnvironmentFixture environment = scene.environment();
        Azure standing = step.prepare(scene);
        String sentinel = sentinel(environment);
        scene.plant(Fault.of(FaultKind.STUCK, sentinel, 1).onMethod("PUT"));
        ObjectNode document = step.wanted(environment);
        document.withObjectProperty("on_failure").put("network", "restore");
        document.withArrayProperty("compute")
                .add(environment.computeNamed("cpucluster").deepCopy().put("name", "sentinel"));
        String id = scene.apply("asked", document);
        if (step.waitsForApproval()) {
            scene.stack().requests().approve(id, Scene.PATIENCE);
        }
        scene.stack()
                .requests()
                .until(
                        id,
                        status -> status.state().resting()
                                || (isIn(status, step.step(), StepState.DONE)
                                        && isIn(status, "compute/sentinel", StepState.IN_FLIGHT)),
                        Scene.PATIENCE);
        return new Undoing(step, scene, standing, id, sentinel);
    }

    /** What keeps the request from its end. */
    static String sentinel(EnvironmentFixture environment) {
        return environment.workspace() + "/computes/sentinel";
    }

    /** How such a step is taken back. */
    static String method(StepKind step) {
        return step.effect() == Effect.CREATED ? "DELETE" : step.method();
    }

    private static boolean isIn(RequestStatus status, String stepId, StepState state) {
        return status.steps().stream().anyMatch(step -> step.stepId().equals(stepId) && step.state() == state);
    }

    String resource() {
        return step.resourceIn(scene);
    }

    String method() {
        return method(step);
    }

    RequestStatus cancelled() {
        scene.stack().operator().cancel(id);
        scene.awaitUndo(id);
        scene.stack().arm().endWhatHangs(sentinel);
        return scene.atRest(id);
    }

    /** The doors too: the document says so. */
    void assertTakenBack() {
        assertTakenBack(scene, standing, step);
    }

    /** The same of such a request whose worker is another by now. */
    static void assertTakenBack(Scene scene, Azure standing, StepKind step) {
        assertThat(standing.changesTo(scene.now()))
                .as("what remains in %s", scene.environment().group())
                .isEmpty();
        scene.assertUnharmed(door -> !standing.isClosed(door) || scene.isOpenedBy(step, door));
    }
}
