package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.ATTACHMENT;
import static dev.palisade.planning.ExampleWorld.CLUSTER;
import static dev.palisade.planning.ExampleWorld.EXTENSION;
import static dev.palisade.planning.ExampleWorld.GROUP;
import static dev.palisade.planning.ExampleWorld.SUBSCRIPTION;
import static dev.palisade.planning.ExampleWorld.TRAINING_CLUSTER;
import static dev.palisade.planning.ExampleWorld.TRAINING_SUBNET;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.plan.Step.Undo;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Clusters after the first request: scaled, attached, attached again, found in ruins. */
class ClustersTest {
    private final JsonNode example = Examples.secureEnvironment();

    @Test
    void aTrainingClusterOfOursIsScaledInPlace() {
        ExampleWorld world = done();
        JsonNode document = Examples.secureEnvironmentWith("max_instances: 4", "max_instances: 8");

        Plan plan = world.plan(document, ours(), "request-2").plan();

        assertThat(plan.steps()).singleElement().satisfies(step -> {
            assertThat(step.id()).isEqualTo("compute/cpucluster");
            assertThat(step.action()).isEqualTo(Action.UPDATE);
            assertThat(step.deltas())
                    .extracting(Delta::path, delta -> text(delta.before()), delta -> text(delta.after()))
                    .containsExactly(tuple("/properties/properties/scaleSettings/maxNodeCount", "4", "8"));
        });
    }

    @Test
    void whatAStrangerMadeAgainUnderTheNameOfOursIsNotScaled() {
        ExampleWorld world = done();
        world.edit(TRAINING_CLUSTER, cluster -> cluster.remove("tags"));
        JsonNode document = Examples.secureEnvironmentWith("max_instances: 4", "max_instances: 8");

        PlanResult result = world.plan(document, ours(), "request-2");

        assertThat(result.findings()).extracting(Finding::code).containsExactly(FindingCode.EXISTING_COMPUTE_DIFFERS);
        assertThat(result.plan().isEmpty()).isTrue();
    }

    @Test
    void anAksClusterOfOursIsScaledByItsPoolAlone() {
        ExampleWorld world = done();
        JsonNode document = Examples.secureEnvironmentWith("agent_count: 3", "agent_count: 5");

        Plan plan = world.plan(document, ours(), "request-2").plan();

        assertThat(plan.steps()).singleElement().satisfies(step -> {
            assertThat(step.id()).isEqualTo("cluster/myaks");
            assertThat(step.deltas())
                    .containsExactly(Delta.element(
                            "/properties/agentPoolProfiles", "name", pool("agentpool", 3), pool("agentpool", 5)));
        });
    }

    @Test
    void whatIsOursIsStillNotChangedInWhatCannotBeChanged() {
        JsonNode document = Examples.document(Examples.secureEnvironmentTextWith("max_instances: 4", "max_instances: 8")
                .replace("STANDARD_D2_V2", "STANDARD_D3_V2"));

        List<Finding> findings = done().plan(document, ours(), "request-2").findings();

        assertThat(findings)
                .extracting(Finding::code, Finding::field)
                .containsExactlyInAnyOrder(
                        tuple(FindingCode.EXISTING_COMPUTE_DIFFERS, "/compute/0/size"),
                        tuple(FindingCode.EXISTING_COMPUTE_DIFFERS, "/compute/0/max_instances"));
    }

    @Test
    void growingNeedsRoomForWhatIsAddedOnly() {
        JsonNode document = Examples.secureEnvironmentWith("max_instances: 4", "max_instances: 8");

        assertThat(done().used(TRAINING_SUBNET, 243)
                        .plan(document, ours(), "request-2")
                        .findings())
                .isEmpty();
        assertThat(done().used(TRAINING_SUBNET, 244)
                        .plan(document, ours(), "request-2")
                        .findings())
                .extracting(Finding::code)
                .containsExactly(FindingCode.SUBNET_TOO_SMALL_FOR_NODES);
    }

    @Test
    void theFormOfAnAttachmentIsTheProfiles() {
        JsonNode seed = Examples.secureEnvironmentWith("profile: current", "profile: seed");

        Plan current = new ExampleWorld().plan(example).plan();
        Plan classic = new ExampleWorld().plan(seed).plan();

        assertThat(body(current, "attachment/myaks"))
                .hasToString(
                        "{\"location\":\"koreacentral\",\"properties\":{\"computeType\":\"Kubernetes\",\"resourceId\":\""
                                + CLUSTER + "\",\"properties\":{\"namespace\":\"default\"}}}");
        assertThat(body(classic, "attachment/myaks"))
                .hasToString("{\"location\":\"koreacentral\",\"properties\":{\"computeType\":\"AKS\",\"resourceId\":\""
                        + CLUSTER + "\",\"properties\":{\"clusterPurpose\":\"FastProd\"}}}");
        assertThat(classic.steps()).extracting(Step::id).doesNotContain("extension/myaks");
    }

    @Test
    void aClusterThatIsNotToBeAttachedIsOnlyCreated() {
        JsonNode document = Examples.secureEnvironmentWith("purpose: fast_prod", "attached: false");

        assertThat(new ExampleWorld().plan(document).plan().steps())
                .extracting(Step::id)
                .contains("cluster/myaks")
                .doesNotContain("extension/myaks", "attachment/myaks");
    }

    @Test
    void anExistingClusterIsAttachedWithoutBeingCreated() {
        ExampleWorld world = new ExampleWorld().put(CLUSTER, Found.cluster(3, "10.0.0.0/16", false));

        PlanResult result = world.plan(Examples.document(ClusterMistakes.attaching()));

        assertThat(result.findings()).isEmpty();
        assertThat(result.plan().steps())
                .extracting(Step::id)
                .contains("extension/myaks", "attachment/myaks")
                .doesNotContain("cluster/myaks");
        assertThat(result.plan().claims().attachments()).singleElement().satisfies(claim -> {
            assertThat(claim.cluster()).hasToString(CLUSTER);
            assertThat(claim.compute()).hasToString(ATTACHMENT);
        });
    }

    @Test
    void aListThatAzureForbidsIsToldAndHidesNothingThatIsSeenElsewhere() {
        String list = "/providers/Microsoft.MachineLearningServices/workspaces";
        String theirs = GROUP + list + "/theirs";
        String closed = GROUP + list + "/closed";
        ExampleWorld world = new ExampleWorld()
                .put(CLUSTER, Found.cluster(3, "10.0.0.0/16", false))
                .put(SUBSCRIPTION + list, "{\"value\": [{\"id\": \"%s\"}, {\"id\": \"%s\"}]}".formatted(closed, theirs))
                .forbid(closed + "/computes");
        JsonNode document = Examples.document(ClusterMistakes.attaching());

        PlanResult alone = world.plan(document);
        world.put(
                theirs + "/computes",
                "{\"value\": [" + Found.attachment("AKS", CLUSTER, theirs + "/computes/myaks") + "]}");
        PlanResult attachedElsewhere = world.plan(document);

        assertThat(alone.refused()).as(alone.findings().toString()).isFalse();
        assertThat(alone.plan().steps()).extracting(Step::id).contains("attachment/myaks");
        assertThat(alone.findings())
                .filteredOn(finding -> finding.code() == FindingCode.ATTACHMENTS_UNSEEN)
                .singleElement()
                .satisfies(finding -> assertThat(finding.arguments()).containsEntry("list", closed + "/computes"));
        assertThat(attachedElsewhere.findings())
                .extracting(Finding::code)
                .contains(FindingCode.CLUSTER_ATTACHED_ELSEWHERE, FindingCode.ATTACHMENTS_UNSEEN);
    }

    @Test
    void whatItsOwnWorkspaceHasAttachedIsSeenEvenIfNoOtherMayBeListed() {
        ExampleWorld world = new ExampleWorld()
                .put(CLUSTER, Found.cluster(3, "10.0.0.0/16", false))
                .forbid(SUBSCRIPTION + "/providers/Microsoft.MachineLearningServices/workspaces")
                .put(
                        WORKSPACE + "/computes",
                        "{\"value\": [" + Found.attachment("AKS", CLUSTER, WORKSPACE + "/computes/earlier") + "]}");

        PlanResult second = world.plan(Examples.document(ClusterMistakes.attaching()));

        assertThat(second.findings())
                .extracting(Finding::code)
                .contains(FindingCode.CLUSTER_ATTACHED_ELSEWHERE, FindingCode.ATTACHMENTS_UNSEEN);
    }

    @Test
    void otherSettingsAreAttachedAgainAfterDetaching() {
        ExampleWorld world = done();
        JsonNode seed = Examples.secureEnvironmentWith("profile: current", "profile: seed");

        Plan plan = world.plan(seed, ours(), "request-2").plan();

        assertThat(plan.steps())
                .extracting(Step::id, Step::action, Step::undo, Step::dependsOn)
                .containsExactly(
                        tuple("attachment/myaks/detach", Action.DELETE, Undo.NONE, List.of()),
                        tuple(
                                "attachment/myaks",
                                Action.CREATE,
                                Undo.DELETE_WHAT_WE_CREATED,
                                List.of("attachment/myaks/detach")));
        Step detach = plan.steps().get(0);
        assertThat(detach.takesBack()).containsExactly("request-1|attachment/myaks");
        assertThat(detach.impact()).contains("nothing can be deployed");
        assertThat(detach.deltas().get(0).after()).isNull();
    }

    @Test
    void anExtensionThatSomebodyInstalledUnderAnotherNameIsUsed() {
        ExampleWorld world = done().remove(EXTENSION);
        String id = EXTENSION.replace("azureml", "amlext");
        String extension = "{\"id\": \"" + id
                + "\", \"properties\": {\"extensionType\": \"microsoft.azureml.kubernetes\", \"provisioningState\": \"Succeeded\"}}";
        world.put(id, extension);
        world.put(EXTENSION.replace("/azureml", ""), "{\"value\": [" + extension + "]}");

        Plan plan = world.plan(example).plan();

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.found()).extracting(Object::toString).contains(id);
    }

    @Test
    void whatFailedOnceIsMadeAgainIfItIsOurs() {
        String tags = "\"tags\": {\"palisade-environment\": \"" + WORKSPACE.toLowerCase(Locale.ROOT)
                + "\", \"palisade-request\": \"request-1\"}";
        String wreck =
                "{\"location\": \"koreacentral\", " + tags + ", \"properties\": {\"provisioningState\": \"Failed\"}}";
        ExampleWorld world = done();
        world.put(TRAINING_CLUSTER, wreck).put(ATTACHMENT, wreck).put(EXTENSION, Found.inState("Failed", ""));

        Plan plan = world.plan(example, ours(), "request-2").plan();

        assertThat(plan.steps())
                .extracting(Step::id, Step::action)
                .containsExactly(
                        tuple("compute/cpucluster", Action.CREATE),
                        tuple("extension/myaks", Action.CREATE),
                        tuple("attachment/myaks", Action.CREATE));
        assertThat(plan.steps())
                .as("what has no tags is written over only by a step that says what it has seen there")
                .filteredOn(step -> step.deltas().get(0).before() != null)
                .extracting(Step::id)
                .containsExactly("extension/myaks");
    }

    /** The world after the example was carried out. */
    private ExampleWorld done() {
        ExampleWorld world = new ExampleWorld();
        world.plan(example)
                .plan()
                .steps()
                .forEach(step -> world.carryOut(step, ResourceId.of(WORKSPACE).key(), "request-1"));
        return world;
    }

    /** The ledger after that. */
    private Ledger ours() {
        return new Ledger(new ExampleWorld()
                .plan(example).plan().steps().stream()
                        .map(step -> new LedgerEntry(
                                "request-1",
                                step,
                                step.action() == Action.CREATE ? Ownership.CREATED : Ownership.CHANGED,
                                State.STANDING))
                        .toList());
    }

    private static JsonNode body(Plan plan, String id) {
        return plan.steps().stream()
                .filter(step -> step.id().equals(id))
                .map(step -> Objects.requireNonNull(step.deltas().get(0).after()))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode pool(String name, int count) {
        return JsonNodeFactory.instance.objectNode().put("name", name).put("count", count);
    }

    private static String text(JsonNode value) {
        return value.asText();
    }
}
