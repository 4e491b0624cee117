package dev.palisade.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What GETs show can be put back, and shows the same. */
class WorldFileTest {
    @Test
    void theDemosWorldIsShownAsItIsWritten() throws Exception {
        try (ArmSimulator simulator = DemoWorld.start()) {
            JsonNode written = ArmClient.JSON.readTree(DemoWorld.FILE.toFile());

            assertThat(written).isNotEmpty().allSatisfy(resource -> {
                JsonNode shown =
                        simulator.resource(resource.path("id").asText()).orElseThrow();
                assertThat(shown.path("location")).isEqualTo(resource.path("location"));
                assertThat(shown.path("tags")).isEqualTo(resource.path("tags"));
                resource.path("properties").properties().stream()
                        .filter(property -> !property.getKey().equals("subnets"))
                        .filter(property -> !property.getKey().equals("securityRules"))
                        .forEach(property -> assertThat(shown.path("properties").path(property.getKey()))
                                .isEqualTo(property.getValue()));
            });
            assertThat(simulator
                            .resource(DemoWorld.GROUP_OF_RULES)
                            .orElseThrow()
                            .at("/properties/securityRules"))
                    .hasSize(2);
        }
    }

    @Test
    void aWorldThatWasShownCanBePutIntoAnotherSimulator() {
        try (ArmSimulator first = DemoWorld.start();
                ArmSimulator second = ArmSimulator.start(SimulatorOptions.inMemory(1))) {
            putEverything(first);
            first.resources().forEach(second::put);

            assertThat(withoutTags(second.resources())).isEqualTo(withoutTags(first.resources()));
        }
    }

    private static void putEverything(ArmSimulator simulator) {
        ArmClient client = ArmClient.of(simulator);
        client.put(DemoWorld.CLUSTER + DemoWorld.AKS_API, DemoWorld.cluster());
        client.put(DemoWorld.COMPUTE + DemoWorld.ML_API, DemoWorld.compute());
        simulator.clock().advance(Duration.ofMinutes(20));
        client.put(DemoWorld.EXTENSION + DemoWorld.EXTENSION_API, DemoWorld.extension());
        simulator.clock().advance(Duration.ofMinutes(5));
        client.put(DemoWorld.ATTACHMENT + DemoWorld.ML_API, DemoWorld.kubernetesAttachment("default"));
        simulator.clock().advance(Duration.ofMinutes(5));
        assertThat(simulator.resources())
                .filteredOn(resource ->
                        !resource.at("/properties/provisioningState").asText().equals("Succeeded"))
                .isEmpty();
    }

    private static List<JsonNode> withoutTags(List<JsonNode> resources) {
        return resources.stream().map(WorldFileTest::withoutTags).toList();
    }

    private static JsonNode withoutTags(JsonNode resource) {
        JsonNode copy = resource.deepCopy();
        copy.findParents("etag").forEach(holder -> ((ObjectNode) holder).remove("etag"));
        ((ObjectNode) copy).remove(List.of("etag", "eTag"));
        copy.at("/properties/subnets").forEach(child -> ((ObjectNode) child).remove("etag"));
        copy.at("/properties/securityRules").forEach(child -> ((ObjectNode) child).remove("etag"));
        return copy;
    }
}
