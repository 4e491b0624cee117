package dev.palisade.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What GETs show can be put back, and shows the same. */
class WorldFileTest {
    @Test
    void theDemosWorldIsShownAsItIsWritten() throws Exception {
        try (ArmSimulator simulator = DemoWorld.start()) {
            JsonNode written = ArmClient.JSON.readTree(DemoWorld.FILE.toFile());

            assertThat(written).hasSize(6).allSatisfy(resource -> {
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
            first.resources().forEach(second::put);

            assertThat(withoutTags(second.resources())).isEqualTo(withoutTags(first.resources()));
        }
    }

    private static List<JsonNode> withoutTags(List<JsonNode> resources) {
        return resources.stream().map(WorldFileTest::withoutTags).toList();
    }

    private static JsonNode withoutTags(JsonNode resource) {
        JsonNode copy = resource.deepCopy();
        copy.findParents("etag").forEach(holder -> ((ObjectNode) holder).remove("etag"));
        ((ObjectNode) copy).remove("etag");
        copy.at("/properties/subnets").forEach(child -> ((ObjectNode) child).remove("etag"));
        copy.at("/properties/securityRules").forEach(child -> ((ObjectNode) child).remove("etag"));
        return copy;
    }
}
