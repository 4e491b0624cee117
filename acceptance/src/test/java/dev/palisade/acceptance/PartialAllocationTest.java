package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.EnvironmentFixture;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Azure says Succeeded, and fewer nodes are there than were asked for: somebody else took the addresses after the plan was made. */
@ExtendWith(StackExtension.class)
class PartialAllocationTest {
    private static final int NODES = 2;
    private static final int ADDRESSES = 251;

    @Test
    void ofAClusterThatMustHaveItsNodesIsTakenBack(LocalStack stack, ProofTable table) {
        StepKind step = StepKinds.named("compute-create");
        Scene scene = Scene.in(stack, "partial-allocation");
        EnvironmentFixture environment = scene.environment();
        ObjectNode document = Part.document(environment, Part.TRAINING);
        Part.compute(document, "cpucluster").put("min_instances", NODES);
        Fault held = scene.plant(Fault.of(FaultKind.CONFLICT_IN_PROGRESS, environment.compute(), Trouble.FOR_EVER)
                .onMethod("PUT"));

        String id = scene.apply("asked", document);
        scene.awaitFired(held);
        stack.arm().put(theirs(environment));
        Azure standing = scene.now();
        stack.arm().faults().remove(held);

        Report.unlessItHolds(scene, standing, List.of("asked"), () -> {
            RequestStatus status = scene.atRest(id);
            Proofs.assertState(status, RequestState.ROLLED_BACK);
            Screen.assertTellsWhatFailed(scene, status, step, "SubnetIsFull");
            assertThat(Foreign.remaining(scene.before(), scene.now()))
                    .filteredOn(change -> !change.resource().endsWith("/computes/theirs"))
                    .isEmpty();
            scene.assertUnharmed(step);
        });
        table.proved("partial allocation", End.TAKEN_BACK.toString(), step);
    }

    /** A cluster that holds every address of the subnet. */
    private static ObjectNode theirs(EnvironmentFixture environment) {
        ObjectNode compute = JsonNodeFactory.instance.objectNode();
        compute.put("id", environment.workspace() + "/computes/theirs")
                .put("name", "theirs")
                .put("type", "Microsoft.MachineLearningServices/workspaces/computes")
                .put("location", "koreacentral");
        ObjectNode properties = compute.putObject("properties");
        properties.put("computeType", "AmlCompute").put("provisioningState", "Succeeded");
        ObjectNode cluster = properties.putObject("properties");
        cluster.put("vmSize", "STANDARD_D2_V2")
                .put("currentNodeCount", ADDRESSES)
                .put("targetNodeCount", ADDRESSES);
        cluster.putObject("scaleSettings").put("minNodeCount", ADDRESSES).put("maxNodeCount", ADDRESSES);
        cluster.putObject("subnet").put("id", environment.trainingSubnet());
        return compute;
    }
}
