package dev.palisade.acceptance;

import static dev.palisade.acceptance.Part.CLUSTER;
import static dev.palisade.acceptance.Part.STORAGE;
import static dev.palisade.acceptance.Part.TRAINING;
import static dev.palisade.acceptance.Part.document;
import static dev.palisade.acceptance.StepKind.applied;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.acceptance.stack.EnvironmentFixture;
import dev.palisade.local.arm.model.Effect;
import java.util.stream.Stream;

/** Every kind of step there is. A new one is a row here, and all proofs hold for it. */
final class StepKinds {
    private StepKinds() {}

    static Stream<StepKind> all() {
        return Stream.of(
                applied(
                        "subnet",
                        environment -> document(environment, STORAGE),
                        "subnet/mynetwork/default",
                        EnvironmentFixture::trainingSubnet,
                        "PUT",
                        Effect.CHANGED,
                        StepKinds::assertEndpoint),
                applied(
                                "storage",
                                environment -> document(environment, STORAGE),
                                "storage/wsstorage7c1",
                                EnvironmentFixture::storageAccount,
                                "PATCH",
                                Effect.CHANGED,
                                StepKinds::assertStorageClosed)
                        .atOnce(),
                applied(
                        "compute-create",
                        environment -> document(environment, TRAINING),
                        "compute/cpucluster",
                        EnvironmentFixture::compute,
                        "PUT",
                        Effect.CREATED,
                        scene -> assertSucceeded(scene, scene.environment().compute())),
                applied(
                        "cluster-create",
                        environment -> document(environment, CLUSTER),
                        "cluster/myaks",
                        EnvironmentFixture::cluster,
                        "PUT",
                        Effect.CREATED,
                        scene -> assertSucceeded(scene, scene.environment().cluster())));
    }

    private static void assertEndpoint(Scene scene) {
        assertThat(scene.field(scene.environment().trainingSubnet(), "/properties/serviceEndpoints")
                        .findValuesAsText("service"))
                .contains("Microsoft.Storage");
    }

    private static void assertStorageClosed(Scene scene) {
        assertThat(scene.field(scene.environment().storageAccount(), "/properties/networkAcls/defaultAction")
                        .asText())
                .isEqualTo("Deny");
        assertThat(scene.field(scene.environment().storageAccount(), "/properties/networkAcls/virtualNetworkRules")
                        .findValuesAsText("id"))
                .contains(scene.environment().trainingSubnet());
    }

    private static void assertSucceeded(Scene scene, String resource) {
        assertThat(scene.field(resource, "/properties/provisioningState").asText())
                .isEqualTo("Succeeded");
    }
}
