package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.ML_API;
import static dev.palisade.local.arm.DemoWorld.SUBSCRIPTION;
import static dev.palisade.local.arm.DemoWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Collections, which a client follows page by page. */
class PagesTest {
    private static final String WORKSPACES = "/providers/Microsoft.MachineLearningServices/workspaces";
    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void workspacesAreListedPerSubscriptionAndPerGroupPageByPage() throws Exception {
        String workspace = simulator.resource(WORKSPACE).orElseThrow().toString();
        for (int number = 0; number < 64; number++) {
            String id = WORKSPACE.replace("/mygroup/", "/group" + number % 2 + "/") + number;
            simulator.put(ArmClient.JSON.readTree(workspace.replace("\"" + WORKSPACE + "\"", "\"" + id + "\"")));
        }

        assertThat(pages(SUBSCRIPTION + WORKSPACES + ML_API)).containsExactly(30, 30, 5);
        assertThat(pages(SUBSCRIPTION + "/resourceGroups/group1" + WORKSPACES + ML_API))
                .containsExactly(30, 2);
        assertThat(pages(SUBSCRIPTION + "/resourceGroups/mygroup" + WORKSPACES + ML_API))
                .containsExactly(1);
    }

    @Test
    void theComputesOfAWorkspaceAreListedWhateverTheirType() {
        client.put(DemoWorld.CLUSTER + DemoWorld.AKS_API, DemoWorld.cluster());
        client.put(DemoWorld.COMPUTE + ML_API, DemoWorld.compute());
        simulator.clock().advance(Duration.ofMinutes(20));
        client.put(DemoWorld.ATTACHMENT + ML_API, DemoWorld.aksAttachment("DevTest"));

        assertThat(client.get(WORKSPACE + "/computes" + ML_API).body().path("value"))
                .extracting(compute -> compute.at("/properties/computeType").asText())
                .containsExactly("AmlCompute", "AKS");
    }

    @Test
    void aTokenThatIsNoneIsRefused() {
        Answer refused = client.get(SUBSCRIPTION + WORKSPACES + ML_API + "&$skip=%25");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidSkipToken");
    }

    private List<Integer> pages(String first) {
        List<Integer> sizes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String url = first; !url.isEmpty(); ) {
            Answer page = client.get(url);
            page.body()
                    .path("value")
                    .forEach(member -> names.add(member.path("id").asText()));
            sizes.add(page.body().path("value").size());
            url = page.at("/nextLink");
        }
        assertThat(names).doesNotHaveDuplicates();
        return sizes;
    }
}
