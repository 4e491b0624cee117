package dev.palisade.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmClient;
import dev.palisade.activities.arm.RetrySchedule;
import dev.palisade.activities.arm.SimulatedTime;
import dev.palisade.activities.arm.VaultSecrets;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.planning.observation.Observation;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.PlanningActivities.OnFailure;
import dev.palisade.workflows.contract.PlanningActivities.Prepared;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanningActivitiesTest {
    @Test
    void theExampleIsObservedAndPlannedWithoutAWrite() {
        try (SimulatedAzure world = new SimulatedAzure()) {
            Prepared prepared = world.stories.prepare(world.document);

            assertThat(prepared.plan().steps())
                    .extracting(Step::id)
                    .containsExactly(
                            "nsg/customer-nsg",
                            SimulatedAzure.SUBNET,
                            "subnet/mynetwork/aks",
                            SimulatedAzure.COMPUTE,
                            SimulatedAzure.CLUSTER,
                            "extension/myaks",
                            "attachment/myaks",
                            SimulatedAzure.STORAGE,
                            "vault/wsvault7c1");
            assertThat(prepared.refused()).isFalse();
            assertThat(prepared.needsApproval()).isFalse();
            assertThat(prepared.onFailure()).isNull();
            assertThat(prepared.reopenNetwork()).isFalse();
            assertThat(world.azure.audit()).isNotEmpty().allSatisfy(entry -> {
                assertThat(entry.method()).isEqualTo("GET");
                assertThat(entry.effect()).isEqualTo(Effect.NONE);
            });
        }
    }

    @Test
    void whatTheDocumentSaysOfFailuresComesWithThePlan() {
        try (SimulatedAzure world = new SimulatedAzure()) {
            ObjectNode document = world.document.deepCopy();
            document.putObject("on_failure").put("default", "park").put("network", "restore");

            Prepared prepared = world.stories.prepare(document);

            assertThat(prepared.onFailure()).isEqualTo(OnFailure.PARK);
            assertThat(prepared.reopenNetwork()).isTrue();
        }
    }

    @Test
    void aDocumentThatBreaksItsSchemaIsRefusedWithoutARead() {
        try (SimulatedAzure world = new SimulatedAzure()) {
            ObjectNode document = world.document.deepCopy();
            document.put("profile", "future").put("surprise", true);

            Prepared prepared = world.stories.prepare(document);

            assertThat(prepared.refused()).isTrue();
            assertThat(prepared.findings()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(prepared.plan().steps()).isEmpty();
            assertThat(world.azure.audit()).isEmpty();
        }
    }

    @Test
    void aReadThatAzureThrottlesIsWaitedFor() {
        try (SimulatedAzure world = new SimulatedAzure()) {
            world.azure.faults().add(FaultKind.THROTTLE, "virtualNetworks/mynetwork", 2);

            assertThat(world.stories.prepare(world.document).plan().steps()).hasSize(9);

            assertThat(world.azure.faults().fired(FaultKind.THROTTLE)).isEqualTo(2);
        }
    }

    @Test
    void aListIsReadToItsLastPage() {
        String locks = "/subscriptions/s/providers/Microsoft.Authorization/locks";
        try (ScriptedArm azure = new ScriptedArm()) {
            String page = "{\"value\":[{\"name\":\"%s\"}],\"nextLink\":%s}";
            azure.on(locks, 200, Map.of(), page.formatted("a", "\"" + azure.url() + "/pages/2\""))
                    .on("/pages/2", 200, Map.of(), page.formatted("b", "\"" + azure.url() + "/pages/3\""))
                    .on("/pages/3", 200, Map.of(), page.formatted("c", "null"));
            Observer observer = new Observer(
                    ArmClient.of(Stories.settings(azure.url())),
                    VaultSecrets.of(Stories.settings(azure.url())),
                    new StepFailures(new RetrySchedule(SimulatedTime.REAL)),
                    Runnable::run);

            Observation seen = observer.read(
                    Observation.empty(),
                    Set.of(locks, "/subscriptions/s/resourceGroups/none"),
                    new Attempt(1, Duration.ZERO));

            assertThat(seen.find(locks).orElseThrow().path("value").findValuesAsText("name"))
                    .containsExactly("a", "b", "c");
            assertThat(seen.find("/subscriptions/s/resourceGroups/none")).isEmpty();
        }
    }

    @Test
    void aListThatARegionDoesNotHaveFailsNoPlan() {
        String usages = "/subscriptions/s/providers/Microsoft.MachineLearningServices/locations/nowhere/usages";
        String refusal = "{\"error\":{\"code\":\"NoRegisteredProviderFound\",\"message\":\"Not in nowhere.\"}}";
        try (ScriptedArm azure = new ScriptedArm()) {
            azure.on(usages, 400, Map.of(), refusal);
            Observer observer = new Observer(
                    ArmClient.of(Stories.settings(azure.url())),
                    VaultSecrets.of(Stories.settings(azure.url())),
                    new StepFailures(new RetrySchedule(SimulatedTime.REAL)),
                    Runnable::run);

            Observation seen =
                    observer.readIfAllowed(Observation.empty(), Set.of(usages), new Attempt(9, Duration.ofHours(1)));

            assertThat(seen.isForbidden(usages)).isTrue();
        }
    }

    @Test
    void aListThatAzureForbidsIsKnownToBeForbiddenOnlyWhereAPlanCanDoWithoutIt() {
        String workspaces = "/subscriptions/s/providers/Microsoft.MachineLearningServices/workspaces";
        String locks = "/subscriptions/s/providers/Microsoft.Authorization/locks";
        String refusal = "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"No right to read.\"}}";
        Attempt late = new Attempt(9, Duration.ofHours(1));
        try (ScriptedArm azure = new ScriptedArm()) {
            azure.on(workspaces, 403, Map.of(), refusal).on(locks, 200, Map.of(), "{\"value\":[]}");
            Observer observer = new Observer(
                    ArmClient.of(Stories.settings(azure.url())),
                    VaultSecrets.of(Stories.settings(azure.url())),
                    new StepFailures(new RetrySchedule(SimulatedTime.REAL)),
                    Runnable::run);

            Observation seen = observer.readIfAllowed(Observation.empty(), Set.of(workspaces, locks), late);

            assertThat(seen.isForbidden(workspaces)).isTrue();
            assertThat(seen.knows(workspaces)).isFalse();
            assertThat(seen.isForbidden(locks)).isFalse();
            assertThat(seen.find(locks)).isPresent();
            assertThatThrownBy(() -> observer.read(Observation.empty(), Set.of(workspaces), late))
                    .hasMessageContaining("AuthorizationFailed");
        }
    }
}
