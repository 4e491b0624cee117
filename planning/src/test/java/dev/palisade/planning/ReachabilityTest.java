package dev.palisade.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rule, or which route, cuts nodes off from what they need. */
class ReachabilityTest {
    private final ExampleWorld world = new ExampleWorld();

    static Stream<Arguments> obstacles() {
        String all = "Storage.koreacentral, AzureContainerRegistry.koreacentral, AzureMachineLearning";
        return Stream.of(
                obstacle(
                        "seed",
                        "REFUSES SERVICES_CUT_OFF deny: " + all + ", AzureKeyVault.koreacentral",
                        world -> world.outboundRule("deny", 300, "Deny", "Internet", "*")),
                obstacle(
                        "seed",
                        "REFUSES SERVICES_CUT_OFF deny: AzureContainerRegistry.koreacentral",
                        world -> world.outboundRule("deny", 300, "Deny", "AzureContainerRegistry", "443")),
                obstacle(
                        "current",
                        "WARNS SERVICES_CUT_OFF deny: AzureMonitor",
                        world -> world.outboundRule("deny", 300, "Deny", "AzureMonitor", "443")),
                obstacle(
                        "current",
                        "REFUSES SERVICES_CUT_OFF deny: Storage.KoreaCentral",
                        world -> world.outboundRule("deny", 300, "Deny", "198.18.16.0/24", "443")),
                obstacle(
                        "current",
                        "WARNS SERVICES_PARTLY_CUT_OFF deny: Storage.KoreaCentral",
                        world -> world.outboundRule("deny", 300, "Deny", "198.18.16.0/28", "443")),
                obstacle(
                        "seed",
                        "WARNS SERVICES_PARTLY_CUT_OFF deny: BatchNodeManagement",
                        world -> world.securityRule("deny", 300, "Deny", "*", "29877")),
                obstacle(
                        "seed",
                        "REFUSES SERVICES_ROUTED_AWAY to-0.0.0.0_0: BatchNodeManagement",
                        world -> world.routeTable("VirtualAppliance", "0.0.0.0/0")
                                .routed()),
                obstacle(
                        "current",
                        "WARNS SERVICES_ROUTED_AWAY to-0.0.0.0_0: BatchNodeManagement",
                        world -> world.routeTable("VirtualNetworkGateway", "0.0.0.0/0")
                                .routed()),
                // Storage and the vault are reached by their service endpoints all the same.
                obstacle(
                        "seed",
                        "REFUSES SERVICES_ROUTED_AWAY to-0.0.0.0_0: BatchNodeManagement,"
                                + " AzureContainerRegistry.koreacentral, AzureMachineLearning",
                        world -> world.routeTable("None", "0.0.0.0/0").routed()),
                obstacle(
                        "current",
                        "WARNS SERVICES_ROUTED_AWAY to-198.18.0.0_27: BatchNodeManagement",
                        world -> world.routeTable("VirtualAppliance", "198.18.0.0/27")
                                .routed()));
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void whateverIsInTheWayOfNodesIsToldByName(String profile, String told, Consumer<ExampleWorld> bend) {
        bend.accept(world);
        JsonNode open = Examples.document(
                RestrictedOutboundTest.text(profile).replace("outbound: restricted", "outbound: default"));

        assertThat(world.plan(open).findings())
                .extracting(finding -> finding.severity() + " " + finding.code() + " "
                        + finding.arguments()
                                .getOrDefault("rule", finding.arguments().get("route")) + ": "
                        + finding.arguments().get("services"))
                .containsExactly(told);
    }

    @Test
    void restrictingLetsThroughWhatADenialOfTheCustomersCutOff() {
        world.outboundRule("deny", 300, "Deny", "*", "*");
        JsonNode open = Examples.document(
                RestrictedOutboundTest.text("current").replace("outbound: restricted", "outbound: default"));

        assertThat(world.plan(open).refused()).isTrue();
        assertThat(world.plan(Examples.document(RestrictedOutboundTest.text("current")))
                        .findings())
                .isEmpty();
    }

    @Test
    void routesForAzureBatchAreWhatForcedTunnellingIsFor() {
        world.routeTable("VirtualAppliance", "0.0.0.0/0").routed();
        JsonNode tunnelled = Examples.document(
                RestrictedOutboundTest.text("seed").replace("outbound: restricted", "forced_tunnelling: true"));

        assertThat(world.plan(tunnelled).findings())
                .extracting(Finding::code)
                .containsExactly(FindingCode.APPLIANCE_MUST_PERMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BatchNodeManagement", "BatchNodeManagement.KoreaCentral"})
    void aRouteOfTheCustomersForAzureBatchKeepsItReachable(String tag) {
        world.routeTable("VirtualAppliance", "0.0.0.0/0").routed();
        world.edit(
                ExampleWorld.ROUTE_TABLE,
                table -> ((ArrayNode) table.at("/properties/routes"))
                        .addObject()
                        .put("name", "batch")
                        .putObject("properties")
                        .put("addressPrefix", tag)
                        .put("nextHopType", "Internet"));
        JsonNode open = Examples.document(
                RestrictedOutboundTest.text("seed").replace("outbound: restricted", "outbound: default"));

        assertThat(world.plan(open).findings()).isEmpty();
    }

    private static Arguments obstacle(String profile, String told, Consumer<ExampleWorld> bend) {
        return argumentSet(told, profile, told, bend);
    }
}
