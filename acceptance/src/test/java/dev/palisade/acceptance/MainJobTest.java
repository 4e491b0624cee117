package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.acceptance.stack.Outcomes;
import dev.palisade.local.arm.kind.SideResources;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class MainJobTest {
    private static final Duration PATIENCE = Scene.PATIENCE;

    @Test
    void oneMessageBecomesASecuredEnvironment(LocalStack stack) {
        Scene scene = Scene.in(stack, "ready");
        JsonNode customersNsg = scene.field(scene.environment().trainingSubnet(), "/properties/networkSecurityGroup");

        stack.requests().apply("ready-1", scene.environment().document());
        RequestStatus status = stack.requests().atRest("ready-1", PATIENCE);

        assertThat(status.state()).isEqualTo(RequestState.READY);
        assertSecured(scene);
        assertThat(scene.field(scene.environment().trainingSubnet(), "/properties/networkSecurityGroup"))
                .isEqualTo(customersNsg);
        assertThat(scene.field(scene.environment().cluster(), "/tags/palisade-request")
                        .asText())
                .isEqualTo("ready-1");
    }

    @Test
    void theSameDocumentAgainChangesNothing(LocalStack stack) {
        Scene scene = Scene.in(stack, "again");
        stack.requests().apply("again-1", scene.environment().document());
        stack.requests().atRest("again-1", PATIENCE);
        int writes = scene.writes().size();

        stack.requests().apply("again-2", scene.environment().document());
        RequestStatus second = stack.requests().atRest("again-2", PATIENCE);

        assertThat(second.state()).isEqualTo(RequestState.READY);
        assertThat(second.plan()).isNotNull();
        assertThat(second.plan().isEmpty()).isTrue();
        assertThat(scene.writes()).hasSize(writes);
    }

    @Test
    void aDocumentThatBreaksARuleIsRejectedWithEveryFindingAndNothingIsTouched(LocalStack stack) {
        Scene scene = Scene.in(stack, "rejected");
        ObjectNode create =
                (ObjectNode) scene.environment().computeNamed("myaks").get("create");
        create.put("service_cidr", "10.1.0.0/16")
                .put("dns_service_ip", "10.9.0.10")
                .put("agent_count", 1);

        stack.requests().apply("rejected-1", scene.environment().document());
        RequestStatus status = stack.requests().atRest("rejected-1", PATIENCE);

        assertThat(status.state()).isEqualTo(RequestState.REJECTED);
        assertThat(status.findings())
                .extracting(finding -> finding.code().name())
                .contains("SERVICE_CIDR_OVERLAPS_SUBNET", "DNS_ADDRESS_OUTSIDE_SERVICE_CIDR", "TOO_FEW_VCPUS");
        assertThat(scene.writes()).isEmpty();
    }

    /** The family is one that no other test of this stack uses: quotas are the subscription's. */
    @Test
    void aQuotaThatIsTooSmallIsFoundBeforeAnythingIsWritten(LocalStack stack) {
        Scene scene = Scene.in(stack, "quota");
        String group = scene.environment().groupId();
        ObjectNode quota = new ObjectMapper().createObjectNode();
        quota.put(
                "id",
                group.substring(0, group.indexOf("/resourceGroups"))
                        + "/providers/Microsoft.Compute/locations/koreacentral/providers/Microsoft.Quota/quotas/"
                        + "standardESv5Family");
        quota.putObject("properties").putObject("limit").put("value", 11);
        stack.arm().put(quota);
        ObjectNode create =
                (ObjectNode) scene.environment().computeNamed("myaks").get("create");
        create.put("vm_size", "Standard_E4s_v5");

        stack.requests().apply("quota-1", scene.environment().document());
        RequestStatus status = stack.requests().atRest("quota-1", PATIENCE);

        assertThat(status.state()).isEqualTo(RequestState.REJECTED);
        assertThat(status.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code().name()).isEqualTo("QUOTA_TOO_SMALL");
            assertThat(finding.arguments()).containsEntry("limit", "11").containsEntry("needed", "12");
        });
        assertThat(scene.writes()).isEmpty();
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndWritesNothing(LocalStack stack) {
        Scene scene = Scene.in(stack, "dryrun");

        stack.requests().plan("dryrun-1", scene.environment().document());
        RequestStatus status = stack.requests().atRest("dryrun-1", PATIENCE);

        assertThat(status.state()).isEqualTo(RequestState.PLANNED);
        assertThat(status.plan()).isNotNull();
        assertThat(status.plan().steps()).hasSize(9);
        assertThat(scene.writes()).isEmpty();
    }

    @Test
    void theTeamHearsHowItsRequestEnded(LocalStack stack) {
        Scene scene = Scene.in(stack, "heard");
        stack.requests().apply("heard-1", scene.environment().document());

        List<ServiceBusReceivedMessage> heard =
                new Outcomes(stack.bus().connectionString()).of("heard-1", "dev.palisade.outcome.ready.v1", PATIENCE);

        ServiceBusReceivedMessage last = heard.get(heard.size() - 1);
        assertThat(last.getApplicationProperties())
                .containsEntry("state", "READY")
                .containsEntry("team", LocalStack.TEAM)
                .containsEntry("environment", scene.environment().environment());
        assertThat(heard).extracting(ServiceBusReceivedMessage::getMessageId).doesNotHaveDuplicates();
    }

    @Test
    void noSignedOperationUrlIsInAHistory(LocalStack stack) {
        Scene scene = Scene.in(stack, "sealed");
        stack.requests().apply("sealed-1", scene.environment().document());
        RequestStatus status = stack.requests().atRest("sealed-1", PATIENCE);

        String history = stack.requests().history("sealed-1").toString();

        assertThat(status.state()).isEqualTo(RequestState.READY);
        List<Operation> operations = stack.arm().operations();
        assertThat(history).contains("sealedUrl");
        assertThat(operations).isNotEmpty().allSatisfy(operation -> {
            assertThat(history).doesNotContain(operation.id());
            assertThat(history).doesNotContain(operation.signature());
        });
    }

    static void assertSecured(Scene scene) {
        var environment = scene.environment();
        assertThat(scene.field(environment.storageAccount(), "/properties/networkAcls/defaultAction")
                        .asText())
                .isEqualTo("Deny");
        assertThat(scene.field(environment.storageAccount(), "/properties/networkAcls/virtualNetworkRules")
                        .findValuesAsText("id"))
                .contains(environment.trainingSubnet());
        assertThat(scene.field(environment.trainingSubnet(), "/properties/serviceEndpoints")
                        .findValuesAsText("service"))
                .contains("Microsoft.Storage");
        scene.assertNothingForeignTouched();
        assertThat(scene.effects(environment.compute(), Effect.CREATED)).isEqualTo(1);
        assertThat(SideResources.of(
                        scene.stack().arm().resource(environment.compute()).orElseThrow()))
                .as("what Azure Batch has made beside the training cluster")
                .hasSize(3)
                .allMatch(id -> scene.exists(id.toString()));
        assertThat(scene.effects(environment.cluster(), Effect.CREATED)).isEqualTo(1);
        assertThat(scene.field(environment.cluster(), "/properties/provisioningState")
                        .asText())
                .isEqualTo("Succeeded");
    }
}
