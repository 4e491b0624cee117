package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.CLUSTER;
import static dev.palisade.planning.ExampleWorld.DATASTORE;
import static dev.palisade.planning.ExampleWorld.NETWORK;
import static dev.palisade.planning.ExampleWorld.SECURITY_GROUP;
import static dev.palisade.planning.ExampleWorld.TRAINING_SUBNET;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.claim.Neighbours.Neighbour;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Addresses;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.request.RequestType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Seed 000, "limit outbound connectivity from the virtual network". */
class RestrictedOutboundTest {
    private static final String DENIAL = "palisade-deny-internet-from-mynetwork-default";
    private static final String STORAGE = "palisade-storage-443-from-mynetwork-default";
    private static final String SECOND_WORKSPACE = WORKSPACE + "2";

    private final ExampleWorld world = new ExampleWorld();
    private final JsonNode document = restricted("current");

    @Test
    void inProfileSeedTheThreeServicesOfThePageAreLetThroughBeforeTheInternetIsDenied() {
        // The vault is open to the subnet: what the document opens it does not cut off.
        assertThat(outbound(world.plan(restricted("seed")).plan()))
                .containsExactly(
                        "1000 Allow * * from 10.1.0.0/24 to Storage.KoreaCentral",
                        "1001 Allow * * from 10.1.0.0/24 to AzureContainerRegistry.KoreaCentral",
                        "1002 Allow * * from 10.1.0.0/24 to AzureMachineLearning",
                        "1003 Allow Tcp 443 from 10.1.0.0/24 to AzureKeyVault.KoreaCentral",
                        "4000 Deny * * from 10.1.0.0/24 to Internet");
    }

    @Test
    void inProfileCurrentAllThatMicrosoftNamesTodayIsLetThrough() {
        assertThat(outbound(world.plan(document).plan()))
                .containsExactly(
                        "1000 Allow Tcp 443 from 10.1.0.0/24 to Storage.KoreaCentral",
                        "1001 Allow Tcp 443 from 10.1.0.0/24 to AzureContainerRegistry.KoreaCentral",
                        "1002 Allow Tcp 443,8787,18881 from 10.1.0.0/24 to AzureMachineLearning",
                        "1003 Allow Udp 5831 from 10.1.0.0/24 to AzureMachineLearning",
                        "1004 Allow * 443 from 10.1.0.0/24 to BatchNodeManagement.KoreaCentral",
                        "1005 Allow Tcp 443,80 from 10.1.0.0/24 to AzureActiveDirectory",
                        "1006 Allow Tcp 443 from 10.1.0.0/24 to AzureResourceManager",
                        "1007 Allow Tcp 443 from 10.1.0.0/24 to AzureFrontDoor.FrontEnd",
                        "1008 Allow Tcp 443 from 10.1.0.0/24 to MicrosoftContainerRegistry",
                        "1009 Allow Tcp 443 from 10.1.0.0/24 to AzureFrontDoor.FirstParty",
                        "1010 Allow Tcp 443 from 10.1.0.0/24 to AzureMonitor",
                        "1011 Allow Tcp 443 from 10.1.0.0/24 to AzureKeyVault.KoreaCentral",
                        "4000 Deny * * from 10.1.0.0/24 to Internet");
    }

    @Test
    void theDefaultLeavesAllOfItAlone() {
        assertThat(outbound(world.plan(Examples.secureEnvironment()).plan())).isEmpty();
    }

    @Test
    void whatRestrictsSaysSoAndIsWrittenAtOnceWithWhatIsLetIn() {
        Plan plan = world.plan(document).plan();

        Step group = step("nsg/customer-nsg", plan);
        assertThat(group.impact()).startsWith("Whatever runs in default reaches nothing on the Internet any more");
        assertThat(names(group)).contains("palisade-batch-to-mynetwork-default").endsWith(DENIAL);
        assertThat(step("compute/cpucluster", plan).dependsOn()).contains("nsg/customer-nsg");
    }

    @Test
    void aClusterInAnotherSubnetKeepsItsWayOut() {
        PlanResult result =
                world.plan(Examples.secureEnvironmentWith("\nstorage:", "\n  outbound: restricted\nstorage:"));

        assertThat(result.findings()).isEmpty();
        assertThat(outbound(result.plan())).isNotEmpty().allMatch(rule -> rule.contains(" from 10.1.0.0/24 "));
    }

    @Test
    void whatIsDoneIsFoundAndNotDoneAgain() {
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        Plan first = environment.does(RequestType.APPLY, document).plan();

        PlanResult again = environment.plan(RequestType.APPLY, document);

        assertThat(again.findings()).isEmpty();
        assertThat(again.plan().steps()).isEmpty();
        assertThat(again.plan().claims()).isEqualTo(first.claims());
        assertThat(environment.doubts(RequestType.APPLY, document)).isEmpty();
    }

    @Test
    void aRuleThatIsGoneIsDriftAndOnlyADenialTakesAnythingAway() {
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, document);

        remove(STORAGE);
        Step allowed = step(
                "nsg/customer-nsg",
                environment.does(RequestType.APPLY, document).plan());
        remove(DENIAL);
        Step denied = step(
                "nsg/customer-nsg",
                environment.does(RequestType.APPLY, document).plan());

        assertThat(names(allowed)).containsExactly(STORAGE);
        assertThat(allowed.impact()).isEmpty();
        assertThat(names(denied)).containsExactly(DENIAL);
        assertThat(denied.impact()).isNotEmpty();
        assertThat(environment.plan(RequestType.APPLY, document).plan().steps()).isEmpty();
    }

    @Test
    void aDeleteLeavesTheCustomersRulesAsTheyWereAndSaysThatItOpens() {
        world.outboundRule("deny-smtp", 200, "Deny", "Internet", "25");
        Map<String, String> before = world.snapshot();
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, document);

        Plan deletion = environment.does(RequestType.DELETE, data(WORKSPACE)).plan();

        Step group = step("nsg/customer-nsg", deletion);
        assertThat(group.effect()).isEqualTo(Effect.LOOSEN);
        assertThat(group.title()).isEqualTo("Take back what was changed of network security group customer-nsg");
        assertThat(world.snapshot()).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void whatIsNotAskedForAnyMoreGoesOnlyIfTheDocumentPrunes() {
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, document);
        ObjectNode open = document.deepCopy();
        ((ObjectNode) open.path("network")).put("outbound", "default");

        PlanResult released = environment.plan(RequestType.APPLY, open);
        PlanResult pruned = environment.does(RequestType.APPLY, open.put("prune", true));

        assertThat(released.plan().steps()).isEmpty();
        assertThat(released.findings()).extracting(Finding::code).containsOnly(FindingCode.RELEASED);
        assertThat(pruned.findings()).isEmpty();
        assertThat(step("nsg/customer-nsg/take-back", pruned.plan()).effect()).isEqualTo(Effect.LOOSEN);
        assertThat(rules()).noneMatch(rule -> rule.endsWith("-from-mynetwork-default"));
    }

    @Test
    void anotherProfilesRulesComeBeforeTheSameDenial() {
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, restricted("seed"));
        ObjectNode current = document.deepCopy();

        PlanResult result = environment.does(RequestType.APPLY, current.put("prune", true));

        // What any port is open for is open for 443.
        assertThat(result.findings()).isEmpty();
        assertThat(outbound(result.plan()))
                .hasSize(7)
                .contains("1004 Allow * 443 from 10.1.0.0/24 to BatchNodeManagement.KoreaCentral");
        assertThat(environment.plan(RequestType.APPLY, current).plan().steps()).isEmpty();
    }

    static Stream<Arguments> customersRules() {
        return Stream.of(
                place(
                        "a denial of the Internet comes after",
                        null,
                        299,
                        world -> world.outboundRule("deny", 300, "Deny", "Internet", "*")),
                place(
                        "a denial of everything comes after",
                        null,
                        299,
                        world -> world.outboundRule("deny", 300, "Deny", "*", "*")),
                place(
                        "a denial of something else is no obstacle",
                        4000,
                        1000,
                        world -> world.outboundRule("deny", 300, "Deny", "Internet", "25")),
                place(
                        "what the customer lets out stays let out",
                        4051,
                        1000,
                        world -> world.outboundRule("allow", 4050, "Allow", "203.0.113.0/24", "*")),
                place(
                        "what lets everything out comes after",
                        299,
                        298,
                        world -> world.outboundRule("allow", 300, "Allow", "*", "*")),
                place(
                        "taken numbers are passed over",
                        4001,
                        1001,
                        world -> world.outboundRule("one", 4000, "Allow", "10.9.0.0/16", "*")
                                .outboundRule("two", 1000, "Allow", "10.9.0.0/16", "443")),
                place(
                        "what comes in takes no number",
                        4000,
                        1000,
                        world -> world.securityRule("in", 4000, "Deny", "203.0.113.0/24", "*")));
    }

    @ParameterizedTest
    @MethodSource("customersRules")
    void aRuleHasItsEffectAndTakesNobodyElsesAway(Integer denial, Integer storage, UnaryOperator<ExampleWorld> bend) {
        PlanResult result = bend.apply(world).plan(document);

        assertThat(result.findings()).isEmpty();
        assertThat(priority(DENIAL, result.plan())).isEqualTo(denial);
        assertThat(priority(STORAGE, result.plan())).isEqualTo(storage);
    }

    @Test
    void whatTheCustomerLetsOutAlreadyIsFoundAndClaimedAndNotRepeated() {
        world.outboundRule("to-storage", 500, "Allow", "Storage", "443");

        Plan plan = world.plan(document).plan();

        assertThat(priority(STORAGE, plan)).isNull();
        assertThat(plan.claims().elements())
                .extracting(element -> Objects.requireNonNull(element.wanted().after())
                        .path("name")
                        .asText())
                .contains("to-storage", DENIAL);
    }

    @Test
    void twoEnvironmentsShareTheRulesAndTheLastOneTakesThem() {
        world.put(SECOND_WORKSPACE, world.get(WORKSPACE).toString());
        Map<String, String> before = world.snapshot();
        ExampleNeighbourhood neighbourhood = new ExampleNeighbourhood(world);
        ExampleEnvironment one = neighbourhood.environment(WORKSPACE);
        ExampleEnvironment other = neighbourhood.environment(SECOND_WORKSPACE);
        neighbourhood.does(one, RequestType.APPLY, document);
        JsonNode second = Examples.document(
                text("current").replace(WORKSPACE, SECOND_WORKSPACE).replace("cpucluster", "other"));
        assertThat(outbound(neighbourhood.does(other, RequestType.APPLY, second).plan()))
                .isEmpty();

        PlanResult first = neighbourhood.does(one, RequestType.DELETE, data(WORKSPACE));

        assertThat(first.findings()).extracting(Finding::code).containsOnly(FindingCode.KEPT_FOR_NEIGHBOUR);
        assertThat(other.plan(RequestType.APPLY, second).plan().steps()).isEmpty();
        neighbourhood.does(other, RequestType.DELETE, data(SECOND_WORKSPACE));
        assertThat(world.snapshot()).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void whereANeighboursClusterRunsNothingIsRestricted() {
        Claims room = new Claims(
                List.of(),
                List.of(new Addresses(ResourceId.of(TRAINING_SUBNET), ResourceId.of(CLUSTER), 90)),
                List.of());
        world.neighbours(NETWORK, new Held(List.of(new Neighbour("other", "other", room)), List.of()));

        assertThat(world.plan(document).findings())
                .extracting(Finding::code, Finding::field)
                .containsExactly(tuple(FindingCode.RESTRICTED_OUTBOUND_ON_CLUSTER_SUBNET, "/network/outbound"));
    }

    @Test
    void noClusterIsMadeWhereANeighbourHasRestrictedWhatGoesOut() {
        new ExampleEnvironment(world, WORKSPACE).does(RequestType.APPLY, document);
        world.put(SECOND_WORKSPACE, world.get(WORKSPACE).toString())
                .put(
                        DATASTORE.replace(WORKSPACE, SECOND_WORKSPACE),
                        world.get(DATASTORE).toString());
        JsonNode serving = Examples.secureEnvironmentWith("inference: aks", "inference: default");
        ((ObjectNode) serving).put("workspace", SECOND_WORKSPACE);

        assertThat(world.plan(serving).findings())
                .extracting(Finding::code, Finding::field)
                .containsExactly(tuple(FindingCode.RESTRICTED_OUTBOUND_ON_CLUSTER_SUBNET, "/network/subnets"));
    }

    @Test
    void acceptingAWorldThatIsOpenAsksForNoRestrictionAnyMore() {
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, document);
        remove(DENIAL);

        PlanResult accepted = environment.plan(RequestType.ACCEPT, data(WORKSPACE));

        assertThat(Objects.requireNonNull(accepted.body())
                        .at("/network/outbound")
                        .asText())
                .isEqualTo("default");
    }

    private static Arguments place(String what, Integer denial, Integer storage, UnaryOperator<ExampleWorld> bend) {
        return argumentSet(what, denial, storage, bend);
    }

    private static Integer priority(String name, Plan plan) {
        return step("nsg/customer-nsg", plan).deltas().stream()
                .map(delta -> Objects.requireNonNull(delta.after()))
                .filter(rule -> rule.path("name").asText().equals(name))
                .map(rule -> rule.at("/properties/priority").asInt())
                .findFirst()
                .orElse(null);
    }

    private static List<String> outbound(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.id().equals("nsg/customer-nsg"))
                .flatMap(step -> step.deltas().stream())
                .map(delta -> Objects.requireNonNull(delta.after()).path("properties"))
                .filter(rule -> rule.path("direction").asText().equals("Outbound"))
                .map(RestrictedOutboundTest::inWords)
                .toList();
    }

    private static String inWords(JsonNode rule) {
        String ports = rule.has("destinationPortRange")
                ? rule.path("destinationPortRange").asText()
                : String.join(
                        ",",
                        StreamSupport.stream(rule.path("destinationPortRanges").spliterator(), false)
                                .map(JsonNode::asText)
                                .toList());
        return rule.path("priority").asText() + " " + rule.path("access").asText() + " "
                + rule.path("protocol").asText() + " " + ports + " from "
                + rule.path("sourceAddressPrefix").asText() + " to "
                + rule.path("destinationAddressPrefix").asText();
    }

    private static List<String> names(Step step) {
        return step.deltas().stream()
                .map(delta -> Objects.requireNonNull(delta.after()).path("name").asText())
                .toList();
    }

    private List<String> rules() {
        return world.get(SECURITY_GROUP).at("/properties/securityRules").findValuesAsText("name");
    }

    private void remove(String rule) {
        world.edit(SECURITY_GROUP, group -> {
            ArrayNode rules = (ArrayNode) group.at("/properties/securityRules");
            for (int i = rules.size() - 1; i >= 0; i--) {
                if (rules.get(i).path("name").asText().equals(rule)) {
                    rules.remove(i);
                }
            }
        });
    }

    private static Step step(String id, Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not in " + plan.steps()));
    }

    private static JsonNode restricted(String profile) {
        return Examples.document(text(profile));
    }

    /** Nothing but a network, storage, vault and one training cluster. */
    static String text(String profile) {
        String text = Examples.secureEnvironmentTextWith("\nstorage:", "\n  outbound: restricted\nstorage:");
        return text.substring(0, text.indexOf("  # Created, and attached"))
                .replace("profile: current", "profile: " + profile);
    }

    private static JsonNode data(String workspace) {
        return Data.of("{}", workspace);
    }
}
