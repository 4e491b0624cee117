package dev.palisade.activities.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.planning.arm.ResourceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classic web services have a form of their own, which nobody but the client sees. */
class WebServiceFormTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "Microsoft.MachineLearningServices/workspaces/services";
    private static final ResourceId WORKSPACE = ResourceId.of("/subscriptions/11111111-2222-3333-4444-555555555555"
            + "/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/ws");

    private static JsonNode service(String state) throws Exception {
        return JSON.readTree("{\"type\":\"" + TYPE + "\",\"properties\":{\"computeName\":\"myaks\",\"state\":\"" + state
                + "\",\"kvTags\":{\"a\":\"b\"},\"error\":{\"error\":{\"code\":\"Crash\",\"message\":\"No.\"}}}}");
    }

    @ParameterizedTest
    @CsvSource({
        "Transitioning, Updating",
        "Healthy, Succeeded",
        "Unhealthy, Failed",
        "Failed, Failed",
        "Unschedulable, Failed",
    })
    void itsStateIsAProvisioningStateAndItsTagsAreTags(String state, String provisioningState) throws Exception {
        JsonNode read = WebServiceForm.read(service(state));

        assertThat(LongRunningOperation.provisioningState(read)).isEqualTo(provisioningState);
        assertThat(read.at("/tags/a").asText()).isEqualTo("b");
        assertThat(LongRunningOperation.resourceError(read, state).message()).isEqualTo("No.");
    }

    @Test
    void aListHasEachInTheSameForm() throws Exception {
        JsonNode list =
                JSON.createObjectNode().set("value", JSON.createArrayNode().add(service("Healthy")));

        assertThat(WebServiceForm.read(list).at("/value/0/tags/a").asText()).isEqualTo("b");
    }

    @Test
    void itIsWrittenWithoutAnEnvelope() throws Exception {
        JsonNode body = JSON.readTree("{\"tags\":{\"a\":\"b\"},\"properties\":{\"computeName\":\"myaks\"}}");

        assertThat(WebServiceForm.written(WORKSPACE.child("services", "churn"), body))
                .isEqualTo(JSON.readTree("{\"computeName\":\"myaks\",\"kvTags\":{\"a\":\"b\"}}"));
        assertThat(WebServiceForm.written(WORKSPACE.child("computes", "myaks"), body))
                .isEqualTo(body);
    }

    @Test
    void othersAreLeftAlone() throws Exception {
        JsonNode compute = JSON.readTree("{\"type\":\"other\",\"properties\":{\"state\":\"Healthy\",\"kvTags\":{}}}");

        assertThat(WebServiceForm.read(compute.deepCopy())).isEqualTo(compute);
    }
}
