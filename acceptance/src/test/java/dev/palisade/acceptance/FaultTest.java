package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.Undone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class FaultTest {
    private static final String CLUSTER_STEP = "cluster/myaks";

    @Test
    void aClusterThatFailsLateTakesBackWhatWasMadeAndLeavesTheDoorClosed(LocalStack stack) {
        Scene scene = Scene.in(stack, "rolledback");
        Fault late =
                scene.plant(Fault.of(FaultKind.LATE_FAILURE, scene.environment().cluster(), 1)
                        .withError(500, "InternalServerError", "The operation has failed."));

        stack.requests().apply("rolledback-1", scene.environment().document());
        RequestStatus status = stack.requests().atRest("rolledback-1", Scene.PATIENCE);

        assertThat(scene.fired(late)).isEqualTo(1);
        assertThat(status.state()).isEqualTo(RequestState.ROLLED_BACK);
        assertThat(status.failedStep()).isEqualTo(CLUSTER_STEP);
        assertThat(scene.exists(scene.environment().compute())).isFalse();
        assertThat(scene.exists(scene.environment().cluster())).isFalse();
        assertThat(scene.effects(scene.environment().compute(), Effect.DELETED)).isEqualTo(1);
        assertDoorClosed(scene, status);
    }

    private static void assertDoorClosed(Scene scene, RequestStatus status) {
        assertThat(scene.field(scene.environment().storageAccount(), "/properties/networkAcls/defaultAction")
                        .asText())
                .isEqualTo("Deny");
        assertThat(status.undone())
                .filteredOn(Undone::remains)
                .extracting(Undone::result)
                .containsOnly(Undone.Result.KEPT_CLOSED);
    }
}
