package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.ACCOUNT;
import static dev.palisade.planning.ExampleWorld.GROUP;
import static dev.palisade.planning.ExampleWorld.NETWORK;
import static dev.palisade.planning.ExampleWorld.TRAINING_SUBNET;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.request.RequestType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three environments on one network, account and vault, asking for anything in any order. Whatever they do, the customer's own elements stay,
 * and when all have gone, the world is as it was. The story is the seed's.
 */
class RandomStoryTest {
    private static final int REQUESTS = 25;
    private static final String OWN_ADDRESS = "192.0.2.1";

    private final ExampleWorld world = new ExampleWorld();
    private final ExampleNeighbourhood neighbourhood = new ExampleNeighbourhood(world);
    private final List<ExampleEnvironment> environments = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private int done;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void whateverIsAskedTheWorldEndsAsItBegan(long seed) {
        Random random = new Random(seed);
        prepare();
        Map<String, String> before = world.snapshot();

        for (int i = 0; i < REQUESTS; i++) {
            ask(random.nextInt(3), random);
            assertThat(world.get(ACCOUNT).at("/properties/networkAcls/ipRules").findValuesAsText("value"))
                    .as(String.join("\n", story))
                    .contains(OWN_ADDRESS);
            assertThat(world.get(TRAINING_SUBNET)
                            .at("/properties/serviceEndpoints")
                            .findValuesAsText("service"))
                    .as(String.join("\n", story))
                    .contains("Microsoft.Sql");
        }
        for (int i = 0; i < 3; i++) {
            request(i, RequestType.DELETE, "{}");
        }

        assertThat(done).as(String.join("\n", story)).isGreaterThan(REQUESTS / 4);
        assertThat(world.snapshot()).as(String.join("\n", story)).containsExactlyInAnyOrderEntriesOf(before);
    }

    private void prepare() {
        world.serviceEndpoint(TRAINING_SUBNET, "Microsoft.Sql");
        world.edit(
                ACCOUNT,
                account -> account.withObject("/properties/networkAcls")
                        .withArray("ipRules")
                        .addObject()
                        .put("value", OWN_ADDRESS)
                        .put("action", "Allow"));
        for (int i = 0; i < 3; i++) {
            world.put(workspace(i), world.get(WORKSPACE).toString());
            environments.add(neighbourhood.environment(workspace(i)));
        }
    }

    private void ask(int who, Random random) {
        String cluster = "{\"name\": \"train" + who + "\"";
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> request(who, RequestType.APPLY, document(who, random));
            case 3 -> request(who, RequestType.DELETE, "{}");
            case 4 -> request(who, RequestType.STORAGE_OPEN, "{}");
            case 5 ->
                request(who, RequestType.STORAGE_LOCK, "{\"allow_ips\": [\"203.0.113." + random.nextInt(4) + "\"]}");
            case 6 -> request(who, random.nextBoolean() ? RequestType.VAULT_LOCK : RequestType.VAULT_OPEN, "{}");
            case 7 ->
                request(
                        who,
                        RequestType.COMPUTE_SCALE,
                        cluster + ", \"max_instances\": " + (1 + random.nextInt(6)) + "}");
            default -> request(who, RequestType.COMPUTE_DELETE, cluster + "}");
        }
    }

    private void request(int who, RequestType type, String data) {
        request(who, type, Data.of(data, workspace(who)));
    }

    private void request(int who, RequestType type, JsonNode data) {
        PlanResult result = neighbourhood.does(environments.get(who), type, data);
        story.add(who + " " + type + " " + ((ObjectNode) data.deepCopy()).without(List.of("workspace", "name"))
                + (result.refused() ? " refused" : ""));
        done += result.refused() ? 0 : 1;
    }

    private static JsonNode document(int who, Random random) {
        ObjectNode document = (ObjectNode) Data.of("{}", workspace(who));
        document.put("name", "environment " + who).put("prune", true);
        ObjectNode network = document.putObject("network").put("virtual_network", NETWORK);
        network.putObject("subnets").put("training", "default").put("inference", "aks");
        if (random.nextBoolean()) {
            network.put("security_group", GROUP + "/providers/Microsoft.Network/networkSecurityGroups/customer-nsg");
        }
        if (random.nextBoolean()) {
            ObjectNode account = document.putArray("storage").addObject().put("account", "default");
            ArrayNode addresses = account.putArray("allow_ips");
            random.ints(2, 0, 4).distinct().forEach(address -> addresses.add("203.0.113." + address));
        }
        if (random.nextBoolean()) {
            document.putObject("key_vault")
                    .put("access", random.nextInt(4) == 0 ? "all_networks" : "selected_networks");
        }
        if (random.nextInt(3) > 0) {
            document.putArray("compute")
                    .addObject()
                    .put("name", "train" + who)
                    .put("type", "amlcompute")
                    .put("size", "STANDARD_D2_V2")
                    .put("max_instances", 1 + random.nextInt(6));
        }
        return document;
    }

    private static String workspace(int who) {
        return GROUP + "/providers/Microsoft.MachineLearningServices/workspaces/ws" + who;
    }
}
