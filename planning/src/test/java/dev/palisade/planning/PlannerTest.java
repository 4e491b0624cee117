package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.ACCOUNT;
import static dev.palisade.planning.ExampleWorld.ATTACHMENT;
import static dev.palisade.planning.ExampleWorld.CLUSTER;
import static dev.palisade.planning.ExampleWorld.EXTENSION;
import static dev.palisade.planning.ExampleWorld.INFERENCE_SUBNET;
import static dev.palisade.planning.ExampleWorld.SECURITY_GROUP;
import static dev.palisade.planning.ExampleWorld.TRAINING_CLUSTER;
import static dev.palisade.planning.ExampleWorld.TRAINING_SUBNET;
import static dev.palisade.planning.ExampleWorld.VAULT;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.claim.Neighbours;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.OwnershipTags;
import dev.palisade.planning.observation.Observation;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.DeltaComparison.State;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private final JsonNode example = Examples.secureEnvironment();

    @Test
    void aFreshWorldGetsEveryStepOfTheStoryInItsOrder() {
        PlanResult result = new ExampleWorld().plan(example);

        assertThat(result.findings()).isEmpty();
        assertThat(result.plan().found()).isEmpty();
        assertThat(result.plan().steps())
                .extracting(step -> step.id() + " after " + step.dependsOn())
                .containsExactly(
                        "nsg/customer-nsg after []",
                        "subnet/mynetwork/default after [nsg/customer-nsg]",
                        "subnet/mynetwork/aks after [nsg/customer-nsg, subnet/mynetwork/default]",
                        "compute/cpucluster after [nsg/customer-nsg, subnet/mynetwork/default]",
                        "cluster/myaks after [nsg/customer-nsg, subnet/mynetwork/aks]",
                        "extension/myaks after [cluster/myaks]",
                        "attachment/myaks after [cluster/myaks, extension/myaks]",
                        "storage/wsstorage after [nsg/customer-nsg, subnet/mynetwork/default, subnet/mynetwork/aks]",
                        "vault/wsvault after [nsg/customer-nsg, subnet/mynetwork/default, subnet/mynetwork/aks]");
    }

    @Test
    void theExampleIsPermittedInTheWorldThatTheLocalStackStartsWith() {
        PlanResult result = ExampleWorld.ofTheLocalStack().plan(example);

        assertThat(result.findings()).isEmpty();
        assertThat(result.plan().steps()).hasSize(9);
    }

    @Test
    void whatIsDoneIsFoundAndNotDoneAgain() {
        ExampleWorld world = new ExampleWorld();
        Plan first = world.plan(example).plan();
        first.steps().forEach(step -> carryOut(step, world));

        PlanResult again = world.plan(example);

        assertThat(first.steps()).hasSize(9);
        assertThat(again.plan().claims()).isEqualTo(first.claims());
        assertThat(again.findings()).isEmpty();
        assertThat(again.plan().steps()).isEmpty();
        assertThat(again.plan().found())
                .extracting(Object::toString)
                .containsExactly(
                        SECURITY_GROUP,
                        TRAINING_SUBNET,
                        INFERENCE_SUBNET,
                        TRAINING_CLUSTER,
                        CLUSTER,
                        EXTENSION,
                        ATTACHMENT,
                        ACCOUNT,
                        VAULT);
    }

    @Test
    void afterAnyStepThePlanIsWhatIsLeftOfIt() {
        List<Step> steps = new ExampleWorld().plan(example).plan().steps();
        for (Step done : steps) {
            ExampleWorld world = new ExampleWorld();
            carryOut(done, world);

            Plan rest = world.plan(example).plan();

            assertThat(rest.steps())
                    .extracting(Step::id)
                    .doesNotContain(done.id())
                    .hasSize(steps.size() - 1);
            assertThat(rest.steps())
                    .allSatisfy(step -> assertThat(step.dependsOn()).doesNotContain(done.id()));
        }
    }

    @Test
    void anAccountsOtherRulesAndASubnetsOtherEndpointsAreLeftAlone() {
        ExampleWorld world = new ExampleWorld();
        world.edit(ACCOUNT, account -> {
            ObjectNode rules = (ObjectNode) account.at("/properties/networkAcls");
            rules.put("bypass", "Logging, Metrics");
            rules.withArray("ipRules").addObject().put("value", "198.51.100.1").put("action", "Allow");
            rules.withArray("virtualNetworkRules")
                    .addObject()
                    .put("id", INFERENCE_SUBNET)
                    .put("action", "Allow");
        });
        world.serviceEndpoint(TRAINING_SUBNET, "Microsoft.Sql");

        world.plan(example).plan().steps().forEach(step -> carryOut(step, world));

        JsonNode rules = world.get(ACCOUNT).at("/properties/networkAcls");
        assertThat(rules.path("defaultAction").asText()).isEqualTo("Deny");
        assertThat(rules.path("bypass").asText()).isEqualTo("Logging, Metrics, AzureServices");
        assertThat(rules.path("ipRules").findValuesAsText("value")).containsExactly("198.51.100.1", "203.0.113.7");
        assertThat(rules.path("virtualNetworkRules").findValuesAsText("id"))
                .containsExactly(INFERENCE_SUBNET, TRAINING_SUBNET);
        assertThat(world.get(TRAINING_SUBNET).at("/properties/serviceEndpoints").findValuesAsText("service"))
                .containsExactly("Microsoft.Sql", "Microsoft.Storage", "Microsoft.KeyVault");
    }

    @Test
    void aStorageStepNamesOnlyWhatIsMissing() {
        ExampleWorld world = new ExampleWorld().edit(ACCOUNT, account -> {
            ObjectNode rules = (ObjectNode) account.at("/properties/networkAcls");
            rules.put("defaultAction", "deny");
            rules.withArray("virtualNetworkRules").addObject().put("id", TRAINING_SUBNET.toUpperCase(Locale.ROOT));
        });

        Step storage = step(world.plan(example).plan(), "storage/wsstorage");

        assertThat(storage.deltas())
                .extracting(Delta::path, Delta::elementKey)
                .contains(tuple("/properties/networkAcls/ipRules", "value"))
                .noneMatch(delta -> delta.toList().contains("/properties/networkAcls/defaultAction"));
    }

    @Test
    void anEndpointForStorageInAllRegionsIsAsGood() {
        ExampleWorld world = new ExampleWorld().serviceEndpoint(TRAINING_SUBNET, "Microsoft.Storage.Global");

        Step subnet = step(world.plan(example).plan(), "subnet/mynetwork/default");

        assertThat(subnet.deltas().toString()).contains("Microsoft.KeyVault").doesNotContain("Microsoft.Storage");
    }

    @Test
    void aDocumentThatClosesNothingAndNamesNoGroupTouchesNoSubnet() {
        JsonNode document = Examples.document(bare(Examples.text("secure-environment.yaml")));

        assertThat(new ExampleWorld().plan(document).plan().steps())
                .extracting(Step::id)
                .containsExactly("compute/cpucluster", "cluster/myaks", "extension/myaks", "attachment/myaks");
    }

    @Test
    void stepsOnOneVirtualNetworkWaitForEachOtherAndTheAccountForAllOfThem() {
        JsonNode document = Examples.document(
                Examples.text("secure-environment.yaml")
                        + "  - { name: second, type: amlcompute, size: STANDARD_D2_V2, max_instances: 2, subnet: inference }\n");

        assertThat(new ExampleWorld().plan(document).plan().steps())
                .extracting(step -> step.id() + " after " + step.dependsOn())
                .contains(
                        "subnet/mynetwork/aks after [nsg/customer-nsg, subnet/mynetwork/default]",
                        "storage/wsstorage after [nsg/customer-nsg, subnet/mynetwork/default, subnet/mynetwork/aks]",
                        "compute/second after [nsg/customer-nsg, subnet/mynetwork/aks]");
    }

    @Test
    void aCreationThatThisRequestBeganIsPlannedAgainUntilItIsFinished() {
        ExampleWorld world = new ExampleWorld();
        world.put(CLUSTER, Found.inState("Creating", "request-1"));
        world.put(TRAINING_CLUSTER, Found.inState("Failed", "request-1"));

        PlanResult same = world.plan(example, Ledger.empty(), "request-1");
        PlanResult other = world.plan(example, Ledger.empty(), "request-2");

        assertThat(same.findings()).isEmpty();
        assertThat(same.plan().steps()).extracting(Step::id).contains("cluster/myaks", "compute/cpucluster");
        assertThat(other.refused()).isTrue();
    }

    @Test
    void whatThisRequestCreatedIsNeitherAStepNorFound() {
        ExampleWorld world = new ExampleWorld();
        ObjectNode created = (ObjectNode) new ExampleWorld()
                .put(CLUSTER, Found.cluster(3, "10.0.0.0/16", false))
                .get(CLUSTER);
        created.putObject("tags").put("palisade-request", "request-1");
        world.put(CLUSTER, created.toString());

        Plan plan = world.plan(example, Ledger.empty(), "request-1").plan();

        assertThat(plan.steps()).extracting(Step::id).doesNotContain("cluster/myaks");
        assertThat(plan.found()).extracting(Object::toString).doesNotContain(CLUSTER);
    }

    @Test
    void aRequestIsKnownByItsTagHoweverLongItsNameAndHoweverAzureSpellsTheTag() {
        String requestId = "request-".repeat(40);
        ExampleWorld world = new ExampleWorld()
                .put(
                        CLUSTER,
                        Found.inState("Creating", OwnershipTags.value(requestId))
                                .replace("palisade-request", "Palisade-Request"));

        PlanResult result = world.plan(example, Ledger.empty(), requestId);

        assertThat(OwnershipTags.value(requestId)).hasSizeLessThanOrEqualTo(256);
        assertThat(result.plan().steps()).extracting(Step::id).contains("cluster/myaks");
    }

    @Test
    void anUnreadyResourceIsToldWithWhoBeganIt() {
        ExampleWorld world = new ExampleWorld();
        Step cluster = step(world.plan(example).plan(), "cluster/myaks");
        Ledger ledger = new Ledger(List.of(
                new LedgerEntry("request-7", cluster, LedgerEntry.Ownership.UNKNOWN, LedgerEntry.State.INTENDED)));
        world.put(CLUSTER, Found.inState("Failed", ""));

        Finding finding = world.plan(example, ledger, "request-8").findings().get(0);

        assertThat(finding.arguments())
                .containsEntry("creator", "request request-7")
                .containsEntry("state", "Failed");
        assertThat(ledger.entries()).extracting(LedgerEntry::requestId).containsExactly("request-7");
    }

    @Test
    void aFindingThatRefusesLeavesNoStep() {
        PlanResult result = new ExampleWorld().remove(WORKSPACE).plan(example);

        assertThat(result.refused()).isTrue();
        assertThat(result.plan().steps()).isEmpty();
    }

    @Test
    void aPlanFromTooLittleIsRefusedRatherThanTakenForAbsence() {
        assertThatThrownBy(() -> new Planner()
                        .plan(
                                ExampleWorld.asked(example, Ledger.empty(), "request-1"),
                                Observation.empty(),
                                Neighbours.unknown()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(WORKSPACE);
    }

    @Test
    void theBodiesAreWhatAzuresSpecificationsAskFor() {
        Plan plan = new ExampleWorld().plan(example).plan();

        assertThat(body(step(plan, "compute/cpucluster")))
                .hasToString(
                        "{\"location\":\"koreacentral\",\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{"
                                + "\"vmSize\":\"STANDARD_D2_V2\",\"scaleSettings\":{\"minNodeCount\":0,\"maxNodeCount\":4,"
                                + "\"nodeIdleTimeBeforeScaleDown\":\"PT120S\"},\"subnet\":{\"id\":\"" + TRAINING_SUBNET
                                + "\"},\"remoteLoginPortPublicAccess\":\"Disabled\"}}}");
        assertThat(body(step(plan, "cluster/myaks")))
                .hasToString(
                        "{\"location\":\"koreacentral\",\"identity\":{\"type\":\"SystemAssigned\"},\"properties\":{"
                                + "\"dnsPrefix\":\"myaks\",\"agentPoolProfiles\":[{\"name\":\"agentpool\",\"count\":3,"
                                + "\"vmSize\":\"Standard_D3_v2\",\"mode\":\"System\",\"vnetSubnetID\":\""
                                + INFERENCE_SUBNET
                                + "\",\"maxPods\":30,\"osType\":\"Linux\"}],\"networkProfile\":{\"networkPlugin\":\"azure\","
                                + "\"serviceCidr\":\"10.0.0.0/16\",\"dnsServiceIP\":\"10.0.0.10\"}}}");
    }

    /** Without what the document says of doors and of the group. */
    private static String bare(String example) {
        return example.lines()
                .filter(line -> Stream.of(
                                "security_group",
                                "ssh_from",
                                "- { account",
                                "storage:",
                                "key_vault:",
                                "inference_storage")
                        .noneMatch(line.strip()::startsWith))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static Step step(Plan plan, String id) {
        return plan.steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode body(Step creation) {
        return creation.deltas().get(0).after();
    }

    /** What an activity does with a step: write it only if the resource is as the plan found it. */
    static void carryOut(Step step, ExampleWorld world) {
        JsonNode present = world.get(step.resource().toString());
        assertThat(DeltaComparison.compare(present, step.deltas())).isEqualTo(State.BEFORE);
        ObjectNode after = (ObjectNode) DeltaComparison.apply(present, step.deltas());
        if (step.action() == Action.CREATE) {
            ((ObjectNode) after.path("properties")).put("provisioningState", "Succeeded");
        }
        world.put(step.resource().toString(), after.toString());
    }
}
