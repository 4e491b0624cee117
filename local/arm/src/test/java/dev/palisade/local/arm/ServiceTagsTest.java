package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.NETWORK_API;
import static dev.palisade.local.arm.DemoWorld.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of service tags: paged, the same for every subscription and region, and changing. */
class ServiceTagsTest {
    private static final String LIST = SUBSCRIPTION + "/providers/Microsoft.Network/locations/koreacentral/serviceTags";
    private static final String BATCH = "BatchNodeManagement.KoreaCentral";

    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void theListIsPagedAndNamesTheTagsOfServicesAndOfRegions() {
        Answer first = client.get(LIST + NETWORK_API);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.at("/id")).isEqualTo(SUBSCRIPTION + "/providers/Microsoft.Network/serviceTags/public");
        assertThat(first.at("/type")).isEqualTo("Microsoft.Network/serviceTags");
        assertThat(first.body().path("values")).hasSize(30);
        assertThat(tags(client)).extracting(tag -> tag.path("name").asText()).contains("Storage", BATCH);
        JsonNode batch = tag(client);
        assertThat(batch.at("/properties/region").asText()).isEqualTo("koreacentral");
        assertThat(batch.at("/properties/addressPrefixes").toString()).contains("198.18.0.0/27", "2001:db8:0:0::/64");
    }

    @Test
    void aChangeGivesTheTagAndTheListNewNumbers() {
        String number = client.get(LIST + NETWORK_API).at("/changeNumber");
        String ofTag = tag(client).at("/properties/changeNumber").asText();

        Answer changed = client.post(
                "/simulator/service-tags",
                "{'tag':'" + BATCH + "','add':['198.18.99.0/27'],'remove':['198.18.0.0/27']}");

        assertThat(changed.status()).isEqualTo(204);
        assertThat(tag(client).at("/properties/addressPrefixes").toString())
                .contains("198.18.99.0/27")
                .doesNotContain("198.18.0.0/27");
        assertThat(tag(client).at("/properties/changeNumber").asText()).isEqualTo(next(ofTag));
        assertThat(client.get(LIST.replace("koreacentral", "eastus") + NETWORK_API)
                        .at("/changeNumber"))
                .isEqualTo(next(number));
        assertThat(client.post("/simulator/service-tags", "{'tag':'Teapot'}").status())
                .isEqualTo(400);
    }

    @Test
    void aChangeOutlivesTheProcess(@TempDir Path data) {
        SimulatorOptions options = new SimulatorOptions(0, 1, data, null);
        try (ArmSimulator before = ArmSimulator.start(options)) {
            assertThat(before.changeServiceTag(BATCH, List.of("198.18.99.0/27"), List.of()))
                    .isTrue();
        }

        try (ArmSimulator after = ArmSimulator.start(options)) {
            assertThat(tag(ArmClient.of(after)).toString()).contains("198.18.99.0/27");
        }
    }

    @Test
    void theListIsOnlyRead() {
        assertThat(client.put(LIST + NETWORK_API, "{}").status()).isEqualTo(405);
        assertThat(client.get(LIST + "?api-version=1999-01-01").code()).isEqualTo("InvalidApiVersionParameter");
    }

    private static String next(String number) {
        return String.valueOf(Integer.parseInt(number) + 1);
    }

    private static JsonNode tag(ArmClient client) {
        return tags(client).stream()
                .filter(tag -> tag.path("name").asText().equals(BATCH))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> tags(ArmClient client) {
        List<JsonNode> tags = new ArrayList<>();
        String page = LIST + NETWORK_API;
        while (!page.isEmpty()) {
            Answer answer = client.get(page);
            answer.body().path("values").forEach(tags::add);
            page = answer.at("/nextLink").replaceFirst("^http://[^/]+", "");
        }
        return tags;
    }
}
