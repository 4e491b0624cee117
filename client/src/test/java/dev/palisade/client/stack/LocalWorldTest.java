package dev.palisade.client.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalWorldTest {
    private static final LocalWorld WORLD = new LocalWorld(
            Path.of("world.json"),
            Path.of("servicebus.json"),
            Map.of("research", "palisade-research"),
            Set.of("/subscriptions/s"));

    @Test
    void aQueueIsItsTeams() throws JsonProcessingException {
        JsonNode configuration = new JsonMapper().readTree("""
                {"UserConfig": {"Namespaces": [{"Queues": [{"Name": "palisade-research"}, {"Name": "other"}]}]}}""");

        assertThat(LocalWorld.queues(configuration))
                .isEqualTo(Map.of("research", "palisade-research", "other", "other"));
    }

    @Test
    void theSimulatorsSubscriptionsAreTheTeamsScope() throws JsonProcessingException {
        JsonNode resources = new JsonMapper().readTree("""
                [{"id": "/subscriptions/s/resourceGroups/g"},
                 {"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v"},
                 {"id": "/subscriptions/t/resourceGroups/g"}]""");

        assertThat(LocalWorld.subscriptions(resources)).containsExactly("/subscriptions/s", "/subscriptions/t");
    }

    @Test
    void theWorkersFileIsYamlThatNamesEveryPart() throws JsonProcessingException {
        String yaml = WorkerFile.text(
                "127.0.0.1:1",
                "palisade",
                new Ports(1, 2, 3, 6, 4, 5),
                WORLD,
                120,
                Path.of("/data/it's here/sealing.key"));

        assertThat(new YAMLMapper().readTree(yaml)).isEqualTo(new YAMLMapper().readTree("""
                temporal: {address: "127.0.0.1:1", namespace: palisade, makeCurrent: true}
                azure: {endpoint: "http://127.0.0.1:4", credential: simulator, simulatedSpeed: 120.0}
                serviceBus: {teams: [{name: research, queue: palisade-research, scopes: [/subscriptions/s]}]}
                http: {port: 5}
                sealingKeyFile: /data/it's here/sealing.key
                shutdownTimeout: 5s"""));
    }

    @Test
    void aConfiguredTemporalIsLeftToTheWorkersOwnEnvironment() throws JsonProcessingException {
        String yaml = WorkerFile.text(null, "prod", new Ports(1, 2, 3, 6, 4, 5), WORLD, 1, Path.of("/k"));

        assertThat(new YAMLMapper().readTree(yaml).path("temporal").has("address"))
                .isFalse();
        assertThat(yaml).contains("namespace: prod");
    }
}
