package dev.palisade.acceptance;

import static dev.palisade.acceptance.Part.CLUSTER;
import static dev.palisade.acceptance.Part.STORAGE;
import static dev.palisade.acceptance.Part.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two environments on one subnet, one security group, one account, one cluster: whichever goes first, the other stays whole. */
@ExtendWith(StackExtension.class)
class NeighboursTest {
    /** Which of the two environments is asked for first. */
    enum Order {
        ONE_FIRST,
        OTHER_FIRST,
        TOGETHER
    }

    static Stream<Arguments> everyOrder() {
        return Arrays.stream(Order.values())
                .flatMap(coming -> Arrays.stream(Order.values()).map(going -> arguments(coming, going)));
    }

    @ParameterizedTest(name = "come {0}, go {1}")
    @MethodSource("everyOrder")
    void onOneSubnetGroupAndAccountDoNotTakeFromEachOther(Order coming, Order going, LocalStack stack) {
        Scene scene = Scene.in(stack, "doors-" + word(coming) + "-" + word(going));
        Neighbour one = new Neighbour(scene, "one", scene.environment().workspace());
        Neighbour other = Neighbour.beside(scene);
        Azure before = scene.now();

        inOrder(coming, one, other, List.of(one::apply, other::apply), environment -> {});
        one.assertWhole();
        other.assertWhole();
        inOrder(going, one, other, List.of(one::delete, other::delete), Neighbour::assertWhole);

        assertThat(before.changesTo(scene.now()))
                .as("what the two have left behind")
                .isEmpty();
    }

    @ParameterizedTest(name = "go {0}")
    @EnumSource
    void onOneClusterKeepItForTheOneThatStays(Order going, LocalStack stack) {
        Scene scene = Scene.in(stack, "cluster-" + word(going));
        Azure before = scene.now();
        ObjectNode creator = Part.document(scene.environment(), CLUSTER);
        Proofs.assertState(scene.atRest(scene.apply("one-apply", creator)), RequestState.READY);
        Neighbour other = Neighbour.beside(scene);
        Azure beside = scene.now();
        Proofs.assertState(scene.atRest(scene.apply("other-apply", other.attaching())), RequestState.READY);

        Neighbour one = new Neighbour(scene, "one", scene.environment().workspace());
        inOrder(going, one, other, List.of(one::delete, other::delete), stays -> {
            Secured.isProvisioned(scene, scene.environment().cluster());
            if (stays.equals(other)) {
                Secured.isProvisioned(scene, other.compute("shared"));
            }
        });

        Secured.isGone(scene, scene.environment().cluster());
        assertThat(before.changesTo(scene.now()).stream()
                        .filter(change -> before.holds(change.resource()) || !beside.holds(change.resource())))
                .as("what the two have left behind")
                .isEmpty();
    }

    /** @param stays is told after the first of two has gone */
    private static void inOrder(
            Order order, Neighbour one, Neighbour other, List<Runnable> steps, Consumer<Neighbour> stays) {
        if (order == Order.TOGETHER) {
            steps.parallelStream().forEach(Runnable::run);
            return;
        }
        boolean oneFirst = order == Order.ONE_FIRST;
        steps.get(oneFirst ? 0 : 1).run();
        stays.accept(oneFirst ? other : one);
        steps.get(oneFirst ? 1 : 0).run();
    }

    private static String word(Order order) {
        return order.name().toLowerCase(Locale.ROOT).replace("_first", "");
    }

    /** One of two environments in a scene's resource group. */
    private record Neighbour(Scene scene, String name, String workspace) {
        /** A second workspace, with an account and a vault of its own that nobody asks for. */
        static Neighbour beside(Scene scene) {
            for (String resource : List.of(
                    scene.environment().storageAccount(),
                    scene.environment().keyVault(),
                    scene.environment().workspace())) {
                String second = scene.stack()
                        .arm()
                        .resource(resource)
                        .orElseThrow()
                        .toString()
                        .replace("workspaces/ws", "workspaces/ws2")
                        .replace("\"name\":\"ws\"", "\"name\":\"ws2\"")
                        .replace("wsstorage7c1", "wsstorage8d2")
                        .replace("wsvault7c1", "wsvault8d2");
                ForeignResourceTest.put(scene, second);
            }
            return new Neighbour(scene, "other", scene.environment().workspace() + "2");
        }

        void apply() {
            ObjectNode document = Part.document(scene.environment(), STORAGE, TRAINING);
            document.put("workspace", workspace).put("name", name);
            ((ObjectNode) document.path("storage").path(0)).put("account", "wsstorage7c1");
            Proofs.assertState(scene.atRest(scene.apply(name + "-apply", document)), RequestState.READY);
        }

        ObjectNode attaching() {
            ObjectNode document = Part.document(scene.environment());
            document.put("workspace", workspace).put("name", name);
            document.withArrayProperty("compute")
                    .addObject()
                    .put("name", "shared")
                    .put("type", "kubernetes")
                    .withObjectProperty("attach")
                    .put("resource_id", scene.environment().cluster());
            return document;
        }

        void delete() {
            ObjectNode data = Part.operation(scene.environment()).put("workspace", workspace);
            String id = scene.ask(RequestType.DELETE, name + "-delete", data);
            scene.stack().requests().approveAll(id, Scene.PATIENCE);
            Proofs.assertState(scene.atRest(id), RequestState.READY);
        }

        String compute(String compute) {
            return workspace + "/computes/" + compute;
        }

        void assertWhole() {
            Secured.batchIsLetIn(scene);
            Secured.subnetHasItsEndpoint(scene);
            Secured.storageIsClosed(scene);
            Secured.isProvisioned(scene, compute("cpucluster"));
        }
    }
}
