package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.GROUP;
import static dev.palisade.planning.ExampleWorld.ROUTE_TABLE;
import static dev.palisade.planning.ExampleWorld.TRAINING_SUBNET;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.finding.FindingText;
import dev.palisade.planning.ledger.OwnershipTags;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.request.RequestType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seed 000, "user-defined routes for forced tunnelling". */
class ForcedTunnellingTest {
    private static final String OURS = GROUP + "/providers/Microsoft.Network/routeTables/palisade-mynetwork-default";
    private static final String FIRST = "palisade-batch-198.18.0.0_27";
    private static final String SECOND = "palisade-batch-198.18.0.64_26";
    private static final String OTHER = "palisade-batch-198.18.5.0_27";
    private static final String SECOND_WORKSPACE = WORKSPACE + "2";

    private final ExampleWorld world = new ExampleWorld();
    private final JsonNode document = tunnelled("ws", WORKSPACE);

    @ParameterizedTest
    @ValueSource(strings = {"seed", "current"})
    void aSubnetThatFollowsNoTableGetsOneWithARouteForEachPrefixOfTheRegion(String profile) {
        String text = Examples.secureEnvironmentTextWith("\nstorage:", "\n  forced_tunnelling: true\nstorage:");
        JsonNode asked = Examples.document(
                profile.equals("seed")
                        ? text.replace("profile: current", "profile: seed").replace("type: kubernetes", "type: aks")
                        : text);

        Plan plan = world.plan(asked).plan();

        Step table = step("route-table/palisade-mynetwork-default", plan);
        assertThat(table.action()).isEqualTo(Action.CREATE);
        JsonNode body = Objects.requireNonNull(table.deltas().get(0).after());
        assertThat(body.path("location").asText()).isEqualTo("koreacentral");
        assertThat(body.at("/properties/routes").findValuesAsText("name")).containsExactly(FIRST, SECOND);
        assertThat(body.at("/properties/routes").findValuesAsText("nextHopType"))
                .containsExactly("Internet", "Internet");
        assertThat(step("subnet/mynetwork/default", plan).deltas())
                .extracting(Delta::place)
                .contains("/properties/serviceEndpoints[service=Microsoft.Storage]", "/properties/routeTable");
        assertThat(step("subnet/mynetwork/aks", plan).deltas())
                .extracting(Delta::path)
                .doesNotContain("/properties/routeTable");
    }

    @Test
    void nothingIsMadeInTheSubnetAndNoDoorClosesBeforeTheRoutesStand() {
        Plan plan = world.plan(document).plan();

        assertThat(List.of("subnet/mynetwork/default", "compute/cpucluster", "storage/wsstorage", "vault/wsvault"))
                .allSatisfy(id ->
                        assertThat(step(id, plan).dependsOn()).contains("route-table/palisade-mynetwork-default"));
    }

    @Test
    void whatIsDoneIsFoundAndNotDoneAgain() {
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        Plan first = environment.does(RequestType.APPLY, document).plan();

        Plan again = environment.plan(RequestType.APPLY, document).plan();

        assertThat(again.steps()).isEmpty();
        assertThat(again.claims()).isEqualTo(first.claims());
        assertThat(again.found()).extracting(Object::toString).contains(OURS, TRAINING_SUBNET);
        assertThat(environment.doubts(RequestType.APPLY, document)).isEmpty();
    }

    @Test
    void theTableThatTheSubnetFollowsGetsTheRoutesAmongItsOwn() {
        world.routeTable("VirtualAppliance", "0.0.0.0/0", "192.168.77.0/24").routed();

        Plan plan = world.plan(document).plan();

        Step table = step("route-table/customer-routes", plan);
        assertThat(table.action()).isEqualTo(Action.UPDATE);
        assertThat(table.title()).isEqualTo("Add 2 routes to Azure Batch to route table customer-routes");
        PlannerTest.carryOut(table, world);
        assertThat(routes(ROUTE_TABLE)).containsExactly("to-0.0.0.0_0", "to-192.168.77.0_24", FIRST, SECOND);
        assertThat(world.get(ROUTE_TABLE).has("tags")).isFalse();
    }

    @Test
    void theTableThatTheDocumentNamesGetsTheRoutesAndGoesToTheSubnet() {
        world.routeTable("VirtualAppliance", "0.0.0.0/0");
        ObjectNode asked = document.deepCopy();
        ((ObjectNode) asked.path("network")).put("route_table", ROUTE_TABLE);

        Plan plan = world.plan(asked).plan();

        assertThat(step("route-table/customer-routes", plan).deltas()).hasSize(2);
        assertThat(step("subnet/mynetwork/default", plan).dependsOn()).contains("route-table/customer-routes");
        assertThat(plan.steps())
                .noneMatch(step -> step.action() == Action.CREATE && step.id().startsWith("route-table/"));
    }

    @Test
    void aRouteOfTheCustomersThatLeadsThereIsUsedAndNeverOurs() {
        world.routeTable("Internet", "198.18.0.0/27").routed();
        Map<String, String> before = world.snapshot();
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);

        environment.does(RequestType.APPLY, document);

        assertThat(routes(ROUTE_TABLE)).containsExactly("to-198.18.0.0_27", SECOND);
        environment.does(RequestType.DELETE, data(WORKSPACE));
        assertThat(world.snapshot()).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void aTableOfTheCustomersThatAzureFailedAtWhileOursWasTakenBackIsWrittenOnceMore() {
        world.routeTable("VirtualAppliance", "0.0.0.0/0").routed();
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, document);
        world.edit(ROUTE_TABLE, table -> {
            ArrayNode routes = (ArrayNode) table.at("/properties/routes");
            routes.remove(2);
            routes.remove(1);
            table.withObject("/properties").put("provisioningState", "Failed");
        });

        Plan plan = environment.plan(RequestType.DELETE, data(WORKSPACE)).plan();

        assertThat(step("route-table/customer-routes", plan).deltas())
                .singleElement()
                .satisfies(delta -> assertThat(delta.changesNothing()).isTrue());
    }

    @Test
    void whatTheAppliancesMustLetThroughIsToldAndIsNotWhatTheKoreanSeedSays() {
        assertThat(world.plan(document).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.APPLIANCE_MUST_PERMIT);
            assertThat(finding.severity()).isEqualTo(Finding.Severity.INFORMS);
            assertThat(finding.arguments())
                    .containsEntry("subnets", "default")
                    .containsEntry(
                            "hosts", "*.blob.core.windows.net, *.queue.core.windows.net, *.table.core.windows.net");
        });
    }

    @Test
    void otherAddressesOfAzureBatchAreDriftInTheCustomersTable() {
        world.routeTable("VirtualAppliance", "0.0.0.0/0").routed();
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, document);
        world.batchIn("koreacentral", "KoreaCentral", "198.18.0.64/26", "198.18.5.0/27");

        Plan drift = environment.does(RequestType.APPLY, document).plan();

        assertThat(drift.steps())
                .extracting(step -> step.id() + " after " + step.dependsOn())
                .containsExactly(
                        "route-table/customer-routes after []",
                        "route-table/customer-routes/take-back after [route-table/customer-routes]");
        assertThat(drift.released()).isEmpty();
        assertThat(routes(ROUTE_TABLE)).containsExactly("to-0.0.0.0_0", SECOND, OTHER);
        assertThat(environment.plan(RequestType.APPLY, document).plan().steps()).isEmpty();
    }

    @Test
    void otherAddressesOfAzureBatchAreDriftInOurTableAndLeaveWhatTheCustomerAdded() {
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, document);
        addRoute(OURS, "customers", "10.9.0.0/16");
        world.batchIn("koreacentral", "KoreaCentral", "198.18.0.64/26", "198.18.5.0/27");

        Plan drift = environment.does(RequestType.APPLY, document).plan();

        assertThat(drift.steps())
                .extracting(Step::title)
                .containsExactly("Add route " + OTHER
                        + " to Azure Batch to route table palisade-mynetwork-default, and take away 1 route"
                        + " that Azure Batch does not use any more");
        assertThat(routes(OURS)).containsExactlyInAnyOrder("customers", SECOND, OTHER);
        assertThat(environment.plan(RequestType.APPLY, document).plan().steps()).isEmpty();
        assertThat(environment.doubts(RequestType.APPLY, document)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTableWhoseLastWriteHasFailedIsWrittenAgain(boolean ours) {
        if (!ours) {
            world.routeTable("VirtualAppliance", "0.0.0.0/0").routed();
        }
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, document);
        world.edit(
                ours ? OURS : ROUTE_TABLE,
                table -> table.withObjectProperty("properties").put("provisioningState", "Failed"));

        Plan plan = environment.plan(RequestType.APPLY, document).plan();

        assertThat(plan.steps()).singleElement().satisfies(step -> {
            assertThat(step.action()).isEqualTo(Action.UPDATE);
            assertThat(step.title()).endsWith("again as it is, since its last write has failed");
            assertThat(step.deltas()).hasSize(2).allMatch(Delta::changesNothing);
        });
    }

    @Test
    void aDeleteTakesTheTableThatIsOursOnceNoSubnetFollowsIt() {
        Map<String, String> before = world.snapshot();
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, document);

        Plan deletion = environment.does(RequestType.DELETE, data(WORKSPACE)).plan();

        Step table = step("route-table/palisade-mynetwork-default", deletion);
        assertThat(table.action()).isEqualTo(Action.DELETE);
        assertThat(table.dependsOn()).contains("subnet/mynetwork/default");
        assertThat(world.snapshot()).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void ourTableStaysWithTheRoutesThatTheCustomerAdded() {
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, document);
        addRoute(OURS, "customers", "10.9.0.0/16");

        PlanResult deletion = environment.does(RequestType.DELETE, data(WORKSPACE));

        tellsThatTheTableStays(deletion);
        assertThat(routes(OURS)).containsExactlyInAnyOrder(FIRST, SECOND, "customers");
        assertThat(world.get(TRAINING_SUBNET).at("/properties/routeTable").isMissingNode())
                .isTrue();
    }

    @Test
    void ourTableStaysWhileASubnetFollowsItThatWeDidNotPutOnIt() {
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, document);
        follow(OURS, TRAINING_SUBNET, ExampleWorld.INFERENCE_SUBNET);

        PlanResult deletion = environment.does(RequestType.DELETE, data(WORKSPACE));

        tellsThatTheTableStays(deletion);
        assertThat(world.get(OURS)).isNotNull();
    }

    @Test
    void ourTableGoesWithTheSubnetsThatTheSameRequestTakesOff() {
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, document);
        follow(OURS, TRAINING_SUBNET);

        PlanResult deletion = environment.does(RequestType.DELETE, data(WORKSPACE));

        assertThat(deletion.findings()).isEmpty();
        assertThat(world.get(OURS)).isNull();
    }

    private static void tellsThatTheTableStays(PlanResult deletion) {
        assertThat(deletion.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.NOT_AS_WE_LEFT_IT);
            assertThat(finding.arguments()).containsEntry("resource", OURS);
            assertThat(FindingText.sentence(finding, Locale.KOREAN)).contains("경로 또는 서브넷");
            assertThat(FindingText.sentence(finding, Locale.JAPANESE)).contains("ルートまたはサブネット");
        });
    }

    /** What Azure shows of a table beside its routes. */
    private void follow(String table, String... subnets) {
        world.edit(table, body -> {
            ArrayNode list = ((ObjectNode) body.path("properties")).putArray("subnets");
            List.of(subnets).forEach(subnet -> list.addObject().put("id", subnet));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"palisade-lab", "palisade-batch-10.9.0.0_24"})
    void aRouteWhoseNameOnlyBeginsAsOursDoIsTheCustomers(String name) {
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, document);
        addRoute(OURS, name, "10.9.0.0/16");

        Plan again = environment.does(RequestType.APPLY, document).plan();

        assertThat(again.steps()).isEmpty();
        assertThat(routes(OURS)).containsExactlyInAnyOrder(FIRST, SECOND, name);
    }

    @Test
    void aDetourOfTheCustomersIsSeenWhateverItsName() {
        world.routeTable("VirtualAppliance", "198.18.0.0/28").routed();
        world.edit(ROUTE_TABLE, table -> ((ObjectNode) table.at("/properties/routes/0")).put("name", "palisade-lab"));

        assertThat(world.plan(document).findings())
                .extracting(Finding::code)
                .contains(FindingCode.ROUTE_TAKES_BATCH_ELSEWHERE);
    }

    @Test
    void whatIsNotAskedForAnyMoreGoesOnlyIfTheDocumentPrunes() {
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, document);
        ObjectNode without = document.deepCopy();
        ((ObjectNode) without.path("network")).put("forced_tunnelling", false);

        PlanResult released = environment.plan(RequestType.APPLY, without);
        PlanResult pruned = environment.does(RequestType.APPLY, without.put("prune", true));

        assertThat(released.plan().steps()).isEmpty();
        assertThat(released.findings()).extracting(Finding::code).containsOnly(FindingCode.RELEASED);
        assertThat(pruned.plan().steps())
                .extracting(Step::id)
                .containsExactly("subnet/mynetwork/default/take-back", "route-table/palisade-mynetwork-default");
        assertThat(world.get(OURS)).isNull();
    }

    @Test
    void twoEnvironmentsShareTheTableAndTheLastOneTakesIt() {
        world.put(SECOND_WORKSPACE, world.get(WORKSPACE).toString());
        Map<String, String> before = world.snapshot();
        ExampleNeighbourhood neighbourhood = new ExampleNeighbourhood(world);
        ExampleEnvironment one = neighbourhood.environment(WORKSPACE);
        ExampleEnvironment other = neighbourhood.environment(SECOND_WORKSPACE);
        neighbourhood.does(one, RequestType.APPLY, document);
        JsonNode second = tunnelled("ws2", SECOND_WORKSPACE);
        Plan found = neighbourhood.does(other, RequestType.APPLY, second).plan();
        assertThat(found.steps()).extracting(Step::id).containsExactly("compute/other");
        world.batchIn("koreacentral", "KoreaCentral", "198.18.0.64/26", "198.18.5.0/27");
        neighbourhood.does(other, RequestType.APPLY, second);
        neighbourhood.does(one, RequestType.APPLY, document);
        assertThat(routes(OURS)).containsExactlyInAnyOrder(SECOND, OTHER);

        PlanResult first = neighbourhood.does(one, RequestType.DELETE, data(WORKSPACE));

        assertThat(first.findings()).extracting(Finding::code).containsOnly(FindingCode.KEPT_FOR_NEIGHBOUR);
        assertThat(other.plan(RequestType.APPLY, second).plan().steps()).isEmpty();
        neighbourhood.does(other, RequestType.DELETE, data(SECOND_WORKSPACE));
        world.batchIn("koreacentral", "KoreaCentral", "198.18.0.0/27", "198.18.0.64/26", "2001:db8::/64");
        assertThat(world.snapshot()).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void aTableOfTheNameThatBearsNoTagOfOursIsUsedAndNeverDeleted() {
        world.put(OURS, "{\"location\": \"koreacentral\", \"properties\": {\"routes\": []}}");
        Map<String, String> before = world.snapshot();
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);

        Plan plan = environment.does(RequestType.APPLY, document).plan();

        assertThat(step("route-table/palisade-mynetwork-default", plan).action())
                .isEqualTo(Action.UPDATE);
        assertThat(OwnershipTags.read(world.get(OURS), OwnershipTags.REQUEST)).isEmpty();
        environment.does(RequestType.DELETE, data(WORKSPACE));
        assertThat(world.snapshot()).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void acceptingWhatStandsAsksForNoRoutesAnyMore() {
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(
                RequestType.APPLY,
                document,
                step -> !step.id().startsWith("route-table/")
                        && !step.dependsOn().contains("route-table/palisade-mynetwork-default"));

        PlanResult accepted = environment.plan(RequestType.ACCEPT, data(WORKSPACE));

        assertThat(Objects.requireNonNull(accepted.body())
                        .at("/network/forced_tunnelling")
                        .asBoolean())
                .isFalse();
    }

    private void addRoute(String table, String name, String prefix) {
        world.edit(
                table,
                body -> ((ArrayNode) body.at("/properties/routes"))
                        .addObject()
                        .put("name", name)
                        .putObject("properties")
                        .put("addressPrefix", prefix)
                        .put("nextHopType", "VnetLocal"));
    }

    private List<String> routes(String table) {
        return world.get(table).at("/properties/routes").findValuesAsText("name");
    }

    private static Step step(String id, Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not in " + plan.steps()));
    }

    /** Nothing but a network, storage, vault and one training cluster. */
    private static JsonNode tunnelled(String name, String workspace) {
        String text = Examples.secureEnvironmentTextWith("\nstorage:", "\n  forced_tunnelling: true\nstorage:");
        String own = text.substring(0, text.indexOf("  # Created, and attached"))
                .replace("cpucluster", name.equals("ws") ? "cpucluster" : "other")
                .replace(WORKSPACE, workspace);
        return ((ObjectNode) Examples.document(own)).put("name", name);
    }

    private static JsonNode data(String workspace) {
        return Data.of("{}", workspace);
    }
}
