package dev.palisade.acceptance;

import static dev.palisade.acceptance.Part.CLUSTER;
import static dev.palisade.acceptance.Part.STORAGE;
import static dev.palisade.acceptance.Part.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.client.steering.Steering;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import io.temporal.client.WorkflowStub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person can do when something is wrong at night. */
@ExtendWith(StackExtension.class)
class SteeringTest {

    @Test
    void whatAPolicyStoppedIsParkedAndARetryAfterThePolicyIsGoneDoesTheRest(LocalStack stack) {
        Scene scene = Scene.in(stack, "steer-retry");
        Fault policy = scene.plant(policyOn(scene.environment().compute()));
        String id = scene.apply("1", Part.document(scene.environment(), TRAINING));
        RequestStatus parked = scene.atRest(id);

        String attempt = stack.operator().again(Steering.RETRY, id);
        RequestStatus ready = scene.atRest(attempt);

        assertThat(scene.fired(policy)).isEqualTo(1);
        Proofs.assertState(parked, RequestState.PARKED);
        assertThat(parked.failure()).isNotNull();
        assertThat(parked.failure().code()).isEqualTo("RequestDisallowedByPolicy");
        Proofs.assertState(ready, RequestState.READY);
        assertThat(scene.effects(scene.environment().compute(), Effect.CREATED)).isEqualTo(1);
        assertThat(scene.field(scene.environment().compute(), "/tags/palisade-request")
                        .asText())
                .isEqualTo(id);
        scene.assertNothingForeignTouched();
    }

    @Test
    void aParkedWorldThatIsAcceptedIsTheDesiredOne(LocalStack stack) {
        Scene scene = Scene.in(stack, "steer-accept");
        scene.plant(policyOn(scene.environment().compute()));
        String id = scene.apply("1", Part.document(scene.environment(), STORAGE, TRAINING));
        Proofs.assertState(scene.atRest(id), RequestState.PARKED);
        int writes = scene.writes().size();

        RequestStatus accepted = scene.atRest(stack.operator().again(Steering.ACCEPT, id));
        ObjectNode data = Part.operation(scene.environment()).put("name", "cpucluster");
        RequestStatus after = scene.atRest(scene.ask(RequestType.COMPUTE_DELETE, "2", data));

        Proofs.assertState(accepted, RequestState.READY);
        assertThat(scene.writes()).as("writes of an acceptance").hasSize(writes);
        assertThat(after.findings())
                .as("what is said of deleting the compute that the accepted world has not")
                .isNotEmpty();
        Proofs.assertState(after, RequestState.REJECTED);
        scene.assertNothingForeignTouched();
    }

    @Test
    void whatPolicyHoldsRunsOnlyOnceItIsApproved(LocalStack stack) {
        Scene scene = Scene.in(stack, "steer-approve");
        Proofs.assertState(
                scene.atRest(scene.apply("1", Part.document(scene.environment(), TRAINING))), RequestState.READY);
        ObjectNode deletion = Part.operation(scene.environment()).put("name", "cpucluster");

        String rejected = scene.ask(RequestType.COMPUTE_DELETE, "2", deletion);
        stack.requests().reject(rejected, Scene.PATIENCE);
        Proofs.assertState(scene.atRest(rejected), RequestState.REJECTED);
        Secured.isProvisioned(scene, scene.environment().compute());

        String approved = scene.ask(RequestType.COMPUTE_DELETE, "3", deletion);
        stack.requests().approve(approved, Scene.PATIENCE);
        Proofs.assertState(scene.atRest(approved), RequestState.READY);
        Secured.isGone(scene, scene.environment().compute());
    }

    @Test
    void aPausedEnvironmentIsNotWrittenToUntilItIsUnpaused(LocalStack stack) {
        Scene scene = Scene.in(stack, "steer-pause");
        stack.operator().pause(scene.environment().workspace());

        String id = scene.apply("1", Part.document(scene.environment(), TRAINING));
        stack.requests()
                .until(id, status -> status.paused() != null || status.state().resting(), Scene.PATIENCE);
        assertThat(scene.writes()).isEmpty();
        stack.operator().unpause(scene.environment().workspace());

        Proofs.assertState(scene.atRest(id), RequestState.READY);
        Secured.isProvisioned(scene, scene.environment().compute());
    }

    @Test
    void aTurnHolderThatWasTerminatedIsUndoneFromTheLedgerAsSoonAsTheNextAsks(LocalStack stack) {
        Scene scene = Scene.in(stack, "steer-terminate");
        String holder = scene.apply("1", Part.document(scene.environment(), STORAGE, CLUSTER));
        scene.awaitWrite(scene.environment().cluster(), "PUT");
        WorkflowStub.fromTyped(stack.requests().workflow(holder)).terminate("by an operator's mistake");

        RequestStatus next = scene.atRest(scene.apply("2", Part.document(scene.environment(), TRAINING)));

        Proofs.assertState(next, RequestState.READY);
        Secured.isGone(scene, scene.environment().cluster());
        assertThat(scene.effects(scene.environment().cluster(), Effect.CREATED)).isEqualTo(1);
        Secured.isProvisioned(scene, scene.environment().compute());
        scene.assertNothingForeignTouched();
    }

    private static Fault policyOn(String resource) {
        return Fault.refuse(resource, 1, 403, "RequestDisallowedByPolicy", "Policy 'no-compute' disallowed it.")
                .onMethod("PUT");
    }
}
