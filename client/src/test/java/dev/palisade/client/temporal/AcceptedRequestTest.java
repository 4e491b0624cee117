package dev.palisade.client.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.client.SampleRequest;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.payload.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcceptedRequestTest {
    private static final JsonNode DOCUMENT =
            JsonNodeFactory.instance.objectNode().put("name", "churn").put("max_instances", 4);

    private TestWorkflowEnvironment temporal;
    private WorkflowClient client;

    @BeforeEach
    void acceptARequest() {
        temporal = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        client = temporal.getWorkflowClient();
        WorkflowOptions options = WorkflowOptions.newBuilder()
                .setWorkflowId("request/churn-1")
                .setTaskQueue("nobody's")
                .build();
        client.newUntypedWorkflowStub("Request", options)
                .start(SampleRequest.message("churn-1", DOCUMENT, Profile.CURRENT));
    }

    @AfterEach
    void stop() {
        temporal.close();
    }

    @Test
    void anIdThatNobodyHasUsedIsFree() {
        assertThat(AcceptedRequest.find(client, "churn-2")).isEmpty();
    }

    @Test
    void theSameContentIsADuplicateAndSaysHowTheFirstStands() {
        JsonNode asYamlReadsIt =
                JsonNodeFactory.instance.objectNode().put("max_instances", 4L).put("name", "churn");

        assertThat(accepted().sentence(RequestType.APPLY, asYamlReadsIt, SampleRequest.view(SampleRequest.ready(), 20)))
                .startsWith("A duplicate: request churn-1 was accepted before with the same content and is READY.");
    }

    @Test
    void anotherContentUnderTheSameIdIsRefusedWithWhatIsDifferent() {
        JsonNode other =
                JsonNodeFactory.instance.objectNode().put("name", "churn").put("prune", true);

        assertThatThrownBy(() ->
                        accepted().sentence(RequestType.PLAN, other, SampleRequest.view(SampleRequest.ready(), 20)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("(different: type, max_instances, prune)")
                .hasMessageContaining("Nothing was sent");
    }

    private AcceptedRequest accepted() {
        return AcceptedRequest.find(client, "churn-1").orElseThrow();
    }
}
