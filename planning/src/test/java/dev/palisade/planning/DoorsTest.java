package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.ACCOUNT;
import static dev.palisade.planning.ExampleWorld.NETWORK;
import static dev.palisade.planning.ExampleWorld.TRAINING_SUBNET;
import static dev.palisade.planning.ExampleWorld.VAULT;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.claim.Neighbours.Neighbour;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Addresses;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Effect;
import java.util.List;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Storage and vault closed and opened, and what is claimed of shared things. */
class DoorsTest {
    private final JsonNode example = Examples.secureEnvironment();

    @Test
    void aVaultIsClosedInItsOwnWords() {
        JsonNode document = Examples.secureEnvironmentWith(
                "key_vault: { access: selected_networks }",
                "key_vault: { access: selected_networks, allow_ips: [203.0.113.9] }");

        Step vault = step(new ExampleWorld().plan(document).plan(), "vault/wsvault");

        assertThat(vault.effect()).isEqualTo(Effect.TIGHTEN);
        assertThat(vault.deltas())
                .extracting(Delta::path, delta -> String.valueOf(delta.after()))
                .containsExactly(
                        tuple("/properties/networkAcls/defaultAction", "\"Deny\""),
                        tuple("/properties/networkAcls/bypass", "\"AzureServices\""),
                        tuple("/properties/networkAcls/virtualNetworkRules", "{\"id\":\"" + TRAINING_SUBNET + "\"}"),
                        tuple("/properties/networkAcls/ipRules", "{\"value\":\"203.0.113.9/32\"}"));
    }

    @Test
    void aDoorWaitsForTheNetworkAndForNothingThatTakesMinutes() {
        List<Step> steps = new ExampleWorld().plan(example).plan().steps();
        Set<ResourceKind> network =
                Set.of(ResourceKind.NETWORK_SECURITY_GROUP, ResourceKind.ROUTE_TABLE, ResourceKind.SUBNET);
        List<String> ofTheNetwork = steps.stream()
                .filter(step -> network.contains(step.kind()))
                .map(Step::id)
                .toList();

        assertThat(steps)
                .filteredOn(step -> step.effect() == Effect.TIGHTEN)
                .hasSize(2)
                .allSatisfy(door -> assertThat(door.dependsOn()).isEqualTo(ofTheNetwork));
    }

    @Test
    void aSubnetWhoseLastWriteFailedIsWrittenAgainAsItIsBeforeTheDoorsCloseOnIt() {
        ExampleWorld world = new ExampleWorld();
        world.plan(example).plan().steps().stream()
                .filter(step -> step.kind() == ResourceKind.SUBNET)
                .forEach(step -> PlannerTest.carryOut(step, world));
        world.edit(
                TRAINING_SUBNET,
                subnet -> subnet.withObjectProperty("properties").put("provisioningState", "Failed"));

        Plan plan = world.plan(example).plan();

        Step subnet = step(plan, "subnet/mynetwork/default");
        assertThat(subnet.title()).isEqualTo("Write subnet default again as it is, since its last write has failed");
        assertThat(subnet.deltas())
                .isNotEmpty()
                .allSatisfy(delta -> assertThat(delta.before()).isEqualTo(delta.after()));
        assertThat(step(plan, "storage/wsstorage").dependsOn()).contains(subnet.id());
    }

    @Test
    void whatIsClosedAlreadyAndOnlyLetsMoreInIsNoTightening() {
        ExampleWorld world = new ExampleWorld();
        world.plan(example).plan().steps().forEach(step -> PlannerTest.carryOut(step, world));
        JsonNode document = Examples.secureEnvironmentWith("[203.0.113.7]", "[203.0.113.7, 203.0.113.8]");

        Step storage = step(world.plan(document).plan(), "storage/wsstorage");

        assertThat(storage.effect()).isEqualTo(Effect.NEUTRAL);
        assertThat(storage.deltas()).hasSize(1);
    }

    @Test
    void doorsAreOpenedWhenAskedForAndTheListsStay() {
        ExampleWorld world = new ExampleWorld();
        world.plan(example).plan().steps().forEach(step -> PlannerTest.carryOut(step, world));
        JsonNode document = Examples.secureEnvironmentWith("access: selected_networks", "access: all_networks");

        Plan plan = world.plan(document).plan();

        assertThat(plan.steps())
                .extracting(Step::id, Step::effect, step -> step.deltas().toString())
                .containsExactly(opening("storage/wsstorage"), opening("vault/wsvault"));
        plan.steps().forEach(step -> PlannerTest.carryOut(step, world));
        assertThat(world.get(ACCOUNT).at("/properties/networkAcls/ipRules")).hasSize(1);
        assertThat(world.plan(document).plan().found())
                .extracting(Object::toString)
                .contains(ACCOUNT, VAULT);
    }

    @Test
    void aVaultWithoutRulesIsOpenAlready() {
        JsonNode document = Examples.secureEnvironmentWith("access: selected_networks", "access: all_networks");

        assertThat(new ExampleWorld().plan(document).plan().steps()).noneMatch(step -> step.effect() == Effect.LOOSEN);
    }

    @Test
    void whatIsNeededOfSharedThingsIsClaimedMadeOrFound() {
        Claims claims = new ExampleWorld().plan(example).plan().claims();

        assertThat(claims.addresses())
                .extracting(
                        claim -> claim.subnet().name(), claim -> claim.user().name(), Addresses::count)
                .containsExactly(tuple("default", "cpucluster", 4), tuple("aks", "myaks", 93));
        assertThat(claims.elements())
                .extracting(
                        claim -> claim.resource().name() + " " + claim.wanted().path())
                .contains(
                        "default /properties/serviceEndpoints",
                        "default /properties/networkSecurityGroup",
                        "aks /properties/networkSecurityGroup",
                        "customer-nsg /properties/securityRules",
                        "wsstorage /properties/networkAcls/defaultAction",
                        "wsstorage /properties/networkAcls/virtualNetworkRules",
                        "wsvault /properties/networkAcls/defaultAction",
                        "azureml ");
        assertThat(claims.elements()).extracting(Element::wanted).allMatch(delta -> delta.before() == null);
    }

    @Test
    void ofServicesThatBypassTheRulesOnlyTheNeededOneIsClaimed() {
        ExampleWorld world = new ExampleWorld();
        world.edit(
                ACCOUNT,
                account -> account.withObject("/properties/networkAcls").put("bypass", "Logging"));

        assertThat(world.plan(example).plan().claims().elements())
                .filteredOn(claim -> claim.wanted().path().endsWith("/bypass"))
                .extracting(claim -> String.valueOf(claim.wanted().after()))
                .containsOnly("\"AzureServices\"");
    }

    @Test
    void whatNeighboursHaveReservedAndDoNotUseYetIsNotFree() {
        ResourceId theirs = ResourceId.of(WORKSPACE + "2/computes/theirs");
        ExampleWorld world = new ExampleWorld().neighbours(NETWORK, reserving(theirs, 248));

        assertThat(world.plan(example).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.SUBNET_TOO_SMALL_FOR_NODES);
            assertThat(finding.arguments()).containsEntry("free", "3").containsEntry("reserved", "248");
        });
        // Two of their nodes run, and so show among the addresses in use.
        world.put(theirs.toString(), Found.compute("STANDARD_D2_V2", TRAINING_SUBNET, 248));
        assertThat(world.plan(example).findings()).extracting(Finding::code).isEmpty();
    }

    private static Held reserving(ResourceId user, int count) {
        Addresses room = new Addresses(ResourceId.of(TRAINING_SUBNET), user, count);
        Claims claims = new Claims(List.of(), List.of(room), List.of());
        return new Held(List.of(new Neighbour("their-workspace", "theirs", claims)), List.of());
    }

    private static Tuple opening(String id) {
        return tuple(
                id,
                Effect.LOOSEN,
                "[Delta[path=/properties/networkAcls/defaultAction, elementKey=null, before=\"Deny\","
                        + " after=\"Allow\"]]");
    }

    private static Step step(Plan plan, String id) {
        return plan.steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
