package dev.palisade.acceptance;

import static dev.palisade.acceptance.Part.STORAGE;
import static dev.palisade.acceptance.Part.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two environments that have really asked for what they share: one fails, or dies, and the other does not notice. */
@ExtendWith(StackExtension.class)
class NeighbourInTroubleTest {

    @Test
    void whatANeighbourHasComeToStandOnIsNotTakenBack(LocalStack stack) {
        Scene scene = Scene.in(stack, "trouble-made-here");
        Neighbour failing = Neighbour.one(scene);
        Neighbour other = Neighbour.beside(scene);
        Fault held =
                scene.plant(Fault.of(FaultKind.CONFLICT_IN_PROGRESS, failing.compute("cpucluster"), Trouble.FOR_EVER)
                        .onMethod("PUT"));
        String id = scene.apply("one-apply", closed(failing));
        scene.awaitFired(held);
        assertApplied(other);
        Azure both = scene.now();

        Fault refusal = scene.plant(
                Fault.refuse(failing.compute("cpucluster"), 1, 400, "InvalidParameter", "Azure does not want it.")
                        .onMethod("PUT"));
        stack.arm().faults().remove(held);

        Report.unlessItHolds(scene, both, List.of("one-apply", "other-apply"), () -> {
            Proofs.assertState(scene.atRest(id), RequestState.ROLLED_BACK);
            assertThat(scene.fired(refusal)).isEqualTo(1);
            assertWhole(other);
            assertThat(both.changesTo(scene.now()))
                    .as("what was taken from the neighbour")
                    .filteredOn(change -> change.after().isEmpty())
                    .isEmpty();
            scene.assertUnharmed(door -> false);
        });
    }

    @Test
    void whatANeighbourMadeIsNotTakenBackByWhoFoundIt(LocalStack stack) {
        Scene scene = Scene.in(stack, "trouble-found-here");
        Neighbour failing = Neighbour.one(scene);
        Neighbour other = Neighbour.beside(scene);
        assertApplied(other);
        Azure standing = scene.now();
        Fault refusal = scene.plant(
                Fault.refuse(failing.compute("cpucluster"), 1, 400, "InvalidParameter", "Azure does not want it.")
                        .onMethod("PUT"));

        RequestStatus status = failing.apply("apply", closed(failing));

        Report.unlessItHolds(scene, standing, List.of("one-apply", "other-apply"), () -> {
            Proofs.assertState(status, RequestState.ROLLED_BACK);
            assertThat(scene.fired(refusal)).isEqualTo(1);
            assertWhole(other);
            assertThat(standing.changesTo(scene.now()))
                    .as("what the neighbour had")
                    .isEmpty();
            scene.assertUnharmed(door -> false);
        });
    }

    private static void assertApplied(Neighbour neighbour) {
        Proofs.assertState(neighbour.apply("apply", closed(neighbour)), RequestState.READY);
    }

    /** A cluster, and the account that both have closed; whoever fails takes back the door too. */
    private static ObjectNode closed(Neighbour neighbour) {
        ObjectNode document = neighbour.document(STORAGE, TRAINING);
        document.withObjectProperty("on_failure").put("network", "restore");
        ((ObjectNode) document.path("storage").path(0)).put("account", "wsstorage7c1");
        return document;
    }

    private static void assertWhole(Neighbour neighbour) {
        Scene scene = neighbour.scene();
        Secured.batchIsLetIn(scene);
        Secured.subnetHasItsEndpoint(scene);
        Secured.storageIsClosed(scene);
        Secured.isProvisioned(scene, neighbour.compute("cpucluster"));
    }
}
