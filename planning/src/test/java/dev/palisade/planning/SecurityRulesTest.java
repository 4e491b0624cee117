package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.SECURITY_GROUP;
import static dev.palisade.planning.ExampleWorld.TRAINING_SUBNET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules among a customer's own: where they go, and what they leave alone. */
class SecurityRulesTest {
    private static final String BATCH = "palisade-batch-to-mynetwork-default";

    @Test
    void theSeedsRulesAreAddedAtFreePriorities() {
        List<JsonNode> rules = added(new ExampleWorld());

        assertThat(rules)
                .extracting(
                        rule -> rule.path("name").asText(),
                        rule -> property(rule, "sourceAddressPrefix"),
                        rule -> property(rule, "destinationAddressPrefix"),
                        rule -> property(rule, "protocol") + " " + property(rule, "destinationPortRange"),
                        rule -> property(rule, "priority"))
                .containsExactly(
                        tuple(BATCH, "BatchNodeManagement", "10.1.0.0/24", "Tcp 29876-29877", "1000"),
                        tuple(
                                "palisade-ssh-198.51.100.0_24-to-mynetwork-default",
                                "198.51.100.0/24",
                                "10.1.0.0/24",
                                "Tcp 22",
                                "1001"),
                        tuple(
                                "palisade-machine-learning-to-mynetwork-aks",
                                "AzureMachineLearning",
                                "*",
                                "* *",
                                "1002"));
        assertThat(rules)
                .allSatisfy(rule -> assertThat(property(rule, "access") + property(rule, "direction"))
                        .isEqualTo("AllowInbound"));
    }

    @Test
    void callersOfModelsAreLetInOnlyWhereTheDocumentNamesThem() {
        JsonNode document = Examples.secureEnvironmentWith(
                "ssh_from: [198.51.100.0/24]", "scoring_from: [198.51.100.0/24, 192.0.2.1]");

        List<JsonNode> rules = addedFor(document, new ExampleWorld());

        assertThat(rules)
                .filteredOn(rule -> rule.path("name").asText().startsWith("palisade-scoring"))
                .extracting(
                        rule -> property(rule, "sourceAddressPrefix"),
                        rule -> rule.at("/properties/destinationPortRanges").toString())
                .containsExactly(tuple("198.51.100.0/24", "[\"80\",\"443\"]"), tuple("192.0.2.1", "[\"80\",\"443\"]"));
    }

    @Test
    void aGroupWhoseLastWriteFailedIsWrittenAgainAsItIs() {
        ExampleWorld world = new ExampleWorld();
        JsonNode example = Examples.secureEnvironment();
        world.plan(example).plan().steps().forEach(step -> PlannerTest.carryOut(step, world));
        assertThat(world.plan(example).plan().steps()).isEmpty();
        world.edit(
                SECURITY_GROUP, group -> group.withObjectProperty("properties").put("provisioningState", "Failed"));

        List<Step> steps = world.plan(example).plan().steps();

        assertThat(steps).singleElement().satisfies(step -> {
            assertThat(step.title())
                    .isEqualTo("Write security group customer-nsg again as it is, since its last write has failed");
            assertThat(step.deltas()).hasSize(3).allMatch(Delta::changesNothing);
        });
    }

    static Stream<Arguments> places() {
        return Stream.of(
                place(
                        "taken numbers are passed over",
                        1001,
                        world -> world.securityRule("customers", 1000, "Allow", "203.0.113.0/24", "443")),
                place(
                        "a number taken in the other direction is free",
                        1000,
                        world -> world.securityRule("customers", 1000, "Outbound", "Deny", "*", "25")),
                place(
                        "a denial of everything comes after",
                        1000,
                        world -> world.securityRule("deny-all", 4096, "Deny", "*", "*")),
                place(
                        "a denial of everything that comes early still comes after",
                        299,
                        world -> world.securityRule("deny-all", 300, "Deny", "Internet", "0-65535")),
                place(
                        "a denial of something else is no obstacle",
                        1000,
                        world -> world.securityRule("deny-web", 100, "Deny", "*", "80")),
                place(
                        "the customer's exception stays one",
                        1501,
                        world -> world.securityRule("deny-one-port", 1500, "Deny", "BatchNodeManagement", "29877")),
                place(
                        "between an exception and a denial of everything",
                        159,
                        world -> world.securityRule("deny-one-port", 150, "Deny", "*", "29877")
                                .securityRule("deny-all", 160, "Deny", "*", "*")),
                place(
                        "an exception that is never asked does not count",
                        199,
                        world -> world.securityRule("deny-all", 200, "Deny", "*", "*")
                                .securityRule("deny-one-port", 3000, "Deny", "*", "29877")));
    }

    @ParameterizedTest
    @MethodSource("places")
    void aRuleHasItsEffectAndTakesNobodyElsesAway(int priority, UnaryOperator<ExampleWorld> bend) {
        List<JsonNode> rules = added(bend.apply(new ExampleWorld()));

        assertThat(rules)
                .filteredOn(rule -> rule.path("name").asText().equals(BATCH))
                .extracting(rule -> property(rule, "priority"))
                .containsExactly(String.valueOf(priority));
    }

    @Test
    void aRuleThatLetsInEnoughIsFoundAndClaimedAndNotRepeated() {
        ExampleWorld world =
                new ExampleWorld().securityRule("batch-already", 500, "Allow", "BatchNodeManagement", "29000-30000");

        Plan plan = world.plan(Examples.secureEnvironment()).plan();

        assertThat(names(plan)).hasSize(2).doesNotContain(BATCH);
        assertThat(plan.claims().elements())
                .filteredOn(claim -> claim.resource().toString().equals(SECURITY_GROUP))
                .extracting(Element::wanted)
                .extracting(delta ->
                        Objects.requireNonNull(delta.after()).path("name").asText())
                .hasSize(3)
                .contains("batch-already");
    }

    @Test
    void aRuleThatLetsInEnoughButIsNeverAskedIsNotEnough() {
        ExampleWorld world = new ExampleWorld()
                .securityRule("deny-all", 400, "Deny", "*", "*")
                .securityRule("batch-too-late", 500, "Allow", "BatchNodeManagement", "29000-30000");

        assertThat(names(world.plan(Examples.secureEnvironment()).plan())).contains(BATCH);
    }

    @Test
    void aSubnetWithoutGroupNeedsNoneAndGetsNone() {
        JsonNode document =
                Examples.document(Examples.text("secure-environment.yaml").replaceAll("  security_group: .*\n", ""));

        Plan plan = new ExampleWorld().plan(document).plan();

        assertThat(plan.steps()).extracting(Step::id).noneMatch(id -> id.startsWith("nsg/"));
        assertThat(plan.steps())
                .flatExtracting(Step::deltas)
                .extracting(Delta::path)
                .doesNotContain("/properties/networkSecurityGroup");
    }

    @Test
    void aGroupThatTheSubnetHasIsUsedWithoutBeingNamed() {
        JsonNode document =
                Examples.document(Examples.text("secure-environment.yaml").replaceAll("  security_group: .*\n", ""));
        ExampleWorld world = new ExampleWorld()
                .edit(
                        TRAINING_SUBNET,
                        subnet -> subnet.withObjectProperty("properties")
                                .putObject("networkSecurityGroup")
                                .put("id", SECURITY_GROUP));

        assertThat(names(world.plan(document).plan()))
                .containsExactly(BATCH, "palisade-ssh-198.51.100.0_24-to-mynetwork-default");
    }

    private static List<JsonNode> added(ExampleWorld world) {
        return addedFor(Examples.secureEnvironment(), world);
    }

    private static List<JsonNode> addedFor(JsonNode document, ExampleWorld world) {
        PlanResult result = world.plan(document);
        // What an exception of the customer's takes of Azure Batch is told.
        assertThat(result.findings()).extracting(Finding::code).allMatch(FindingCode.SERVICES_PARTLY_CUT_OFF::equals);
        return result.plan().steps().stream()
                .filter(step -> step.id().equals("nsg/customer-nsg"))
                .flatMap(step -> step.deltas().stream())
                .map(delta -> Objects.requireNonNull(delta.after()))
                .toList();
    }

    private static List<String> names(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.id().startsWith("nsg/"))
                .flatMap(step -> step.deltas().stream())
                .map(delta -> Objects.requireNonNull(delta.after()).path("name").asText())
                .toList();
    }

    private static String property(JsonNode rule, String name) {
        return rule.path("properties").path(name).asText();
    }

    private static Arguments place(String what, int priority, UnaryOperator<ExampleWorld> bend) {
        return argumentSet(what, priority, bend);
    }
}
