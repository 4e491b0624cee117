package dev.palisade.acceptance;

import static dev.palisade.acceptance.Part.CLUSTER;
import static dev.palisade.acceptance.Part.STORAGE;
import static dev.palisade.acceptance.Part.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.client.steering.Steering;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two environments on one subnet, one security group, one account, one cluster: whichever goes first, the other stays whole. */
@ExtendWith(StackExtension.class)
class NeighboursTest {

    @ParameterizedTest(name = "come {0}, go {1}")
    @MethodSource("dev.palisade.acceptance.Order#comingAndGoing")
    void onOneSubnetGroupAndAccountDoNotTakeFromEachOther(Order coming, Order going, LocalStack stack) {
        Scene scene = Scene.in(stack, "doors-" + coming.word() + "-" + going.word());
        Neighbour one = Neighbour.one(scene);
        Neighbour other = Neighbour.beside(scene);
        Azure before = scene.now();

        coming.run(() -> closeTheDoor(one), () -> closeTheDoor(other), () -> {});
        assertWhole(one);
        assertWhole(other);
        going.run(one::delete, other::delete, () -> assertWhole(going == Order.ONE_FIRST ? other : one));

        assertThat(before.changesTo(scene.now()))
                .as("what the two have left behind")
                .isEmpty();
    }

    /** Whoever comes before the cluster is there is refused, and comes again. */
    @ParameterizedTest(name = "come {0}, go {1}")
    @MethodSource("dev.palisade.acceptance.Order#comingAndGoing")
    void onOneClusterKeepItForTheOneThatStays(Order coming, Order going, LocalStack stack) {
        Scene scene = Scene.in(stack, "cluster-" + coming.word() + "-" + going.word());
        Neighbour creator = Neighbour.one(scene);
        Neighbour other = Neighbour.beside(scene);
        Azure before = scene.now();

        coming.run(
                () -> Proofs.assertState(creator.apply("apply", creator.document(CLUSTER)), RequestState.READY),
                () -> other.apply("apply", other.attaching()),
                () -> {});
        assertAttachedOnceTheClusterIsThere(other);
        going.run(creator::delete, other::delete, () -> {
            Secured.isProvisioned(scene, scene.environment().cluster());
            if (going == Order.ONE_FIRST) {
                Secured.isProvisioned(scene, other.attachment());
            }
        });

        Secured.isGone(scene, scene.environment().cluster());
        assertThat(before.changesTo(scene.now()))
                .as("what the two have left behind")
                .isEmpty();
    }

    private static void assertAttachedOnceTheClusterIsThere(Neighbour other) {
        Scene scene = other.scene();
        String id = scene.environment().group() + "-other-apply";
        RequestStatus status = scene.atRest(id);
        if (status.state() != RequestState.READY) {
            Proofs.assertState(status, RequestState.REJECTED);
            Secured.isGone(scene, other.attachment());
            status = scene.atRest(scene.stack().operator().again(Steering.RETRY, id));
        }
        Proofs.assertState(status, RequestState.READY);
        Secured.isProvisioned(scene, other.attachment());
    }

    private static void closeTheDoor(Neighbour neighbour) {
        ObjectNode document = neighbour.document(STORAGE, TRAINING);
        ((ObjectNode) document.path("storage").path(0)).put("account", "wsstorage7c1");
        Proofs.assertState(neighbour.apply("apply", document), RequestState.READY);
    }

    private static void assertWhole(Neighbour neighbour) {
        Secured.batchIsLetIn(neighbour.scene());
        Secured.subnetHasItsEndpoint(neighbour.scene());
        Secured.storageIsClosed(neighbour.scene());
        Secured.isProvisioned(neighbour.scene(), neighbour.compute("cpucluster"));
    }
}
