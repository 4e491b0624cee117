package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.acceptance.stack.EnvironmentFixture;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** What Azure has once each thing is done as it was asked for. */
final class Secured {
    static final int MORE_NODES = 6;
    static final int MORE_AGENTS = 4;
    static final int SHARE = 30;

    /** The simulator's IPv4 prefixes of BatchNodeManagement.KoreaCentral. */
    private static final List<String> ADDRESSES_OF_BATCH =
            List.of("198.18.0.0/27", "198.18.0.64/26", "198.18.0.177/32");

    private Secured() {}

    static void subnetHasItsEndpoint(Scene scene) {
        assertThat(scene.field(scene.environment().trainingSubnet(), "/properties/serviceEndpoints")
                        .findValuesAsText("service"))
                .contains("Microsoft.Storage");
    }

    static void batchIsLetIn(Scene scene) {
        JsonNode rules = scene.field(scene.environment().securityGroup(), "/properties/securityRules");
        // Not just any rule for Azure Batch: the neighbour has one too.
        assertThat(rules.findValuesAsText("name"))
                .contains("palisade-batch-to-mynetwork-default", "allow-office-https", "deny-smtp-out");
    }

    static void outboundIsRestricted(Scene scene) {
        batchIsLetIn(scene);
        assertThat(outbound(scene))
                .contains("Deny Internet", "Allow Storage.KoreaCentral", "Allow AzureMachineLearning");
    }

    static void outboundIsAsBefore(Scene scene) {
        assertThat(outbound(scene)).containsExactly("Deny Internet");
    }

    /** What is said of where the subnet's traffic goes; the customer denies mail. */
    private static List<String> outbound(Scene scene) {
        JsonNode rules = scene.field(scene.environment().securityGroup(), "/properties/securityRules");
        return StreamSupport.stream(rules.spliterator(), false)
                .map(rule -> rule.path("properties"))
                .filter(rule -> rule.path("direction").asText().equals("Outbound"))
                .map(rule -> rule.path("access").asText() + " "
                        + rule.path("destinationAddressPrefix").asText())
                .toList();
    }

    static void batchIsRouted(Scene scene) {
        assertThat(routesOfBatch(scene, scene.environment().customersRoutes()))
                .containsExactlyInAnyOrderElementsOf(ADDRESSES_OF_BATCH);
        assertThat(routes(scene, scene.environment().customersRoutes()).findValuesAsText("name"))
                .contains("branch-office");
    }

    static void batchIsRoutedNoMore(Scene scene) {
        assertThat(routes(scene, scene.environment().customersRoutes()).findValuesAsText("name"))
                .containsExactlyInAnyOrder("branch-office", "fraud-backend");
    }

    static void ownRoutesAreFollowed(Scene scene) {
        String table = scene.environment().ownRoutes();
        assertThat(routesOfBatch(scene, table)).containsExactlyInAnyOrderElementsOf(ADDRESSES_OF_BATCH);
        assertThat(scene.field(scene.environment().virtualNetwork() + "/subnets/aks", "/properties/routeTable/id")
                        .asText())
                .isEqualToIgnoringCase(table);
    }

    private static JsonNode routes(Scene scene, String table) {
        return scene.field(table, "/properties/routes");
    }

    /** The prefixes that are sent straight to the Internet. */
    private static List<String> routesOfBatch(Scene scene, String table) {
        return StreamSupport.stream(routes(scene, table).spliterator(), false)
                .filter(route -> route.at("/properties/nextHopType").asText().equals("Internet"))
                .map(route -> route.at("/properties/addressPrefix").asText())
                .toList();
    }

    static void storageIsClosed(Scene scene) {
        assertClosed(scene, scene.environment().storageAccount());
    }

    static void storageIsOpen(Scene scene) {
        assertThat(defaultAction(scene, scene.environment().storageAccount())).isEqualTo("Allow");
    }

    static void vaultIsClosed(Scene scene) {
        assertClosed(scene, scene.environment().keyVault());
    }

    static void vaultIsOpen(Scene scene) {
        assertThat(defaultAction(scene, scene.environment().keyVault())).isEqualTo("Allow");
    }

    static void isProvisioned(Scene scene, String resource) {
        assertThat(scene.field(resource, "/properties/provisioningState").asText())
                .isEqualTo("Succeeded");
    }

    static void isGone(Scene scene, String resource) {
        assertThat(scene.exists(resource)).as("%s is there", resource).isFalse();
    }

    static void computeScales(Scene scene) {
        assertThat(scene.field(scene.environment().compute(), "/properties/properties/scaleSettings/maxNodeCount")
                        .asInt())
                .isEqualTo(MORE_NODES);
    }

    static void clusterIsScaled(Scene scene) {
        assertThat(scene.field(scene.environment().cluster(), "/properties/agentPoolProfiles/0/count")
                        .asInt())
                .isEqualTo(MORE_AGENTS);
    }

    static void isAttached(Scene scene, String computeType) {
        EnvironmentFixture environment = scene.environment();
        isProvisioned(scene, environment.attachment());
        assertThat(scene.field(environment.attachment(), "/properties/computeType")
                        .asText())
                .isEqualTo(computeType);
        assertThat(scene.field(environment.attachment(), "/properties/resourceId")
                        .asText())
                .isEqualToIgnoringCase(environment.cluster());
    }

    /** What the default version leaves and the other takes, in one map. */
    static void trafficIsShared(Scene scene) {
        JsonNode traffic = scene.field(scene.environment().endpoint(), "/properties/traffic");
        assertThat(traffic.path("green").asInt()).isEqualTo(SHARE);
        assertThat(traffic.path("blue").asInt()).isEqualTo(100 - SHARE);
    }

    static void secondVersionIsUpdated(Scene scene) {
        assertThat(scene.field(scene.environment().secondVersion(), "/properties/appInsightsEnabled")
                        .asBoolean())
                .isTrue();
    }

    /** The endpoint is gone with its versions, the cluster is attached as before. */
    static void isNotServed(Scene scene) {
        isGone(scene, scene.environment().endpoint());
        isGone(scene, scene.environment().secondVersion());
        isProvisioned(scene, scene.environment().attachment());
    }

    /** All that answers is the first version. */
    static void serviceIsHealthy(Scene scene) {
        JsonNode service = scene.field(scene.environment().service(), "/properties");
        assertThat(service.path("state").asText()).isEqualTo("Healthy");
        assertThat(service.at("/variants/blue/trafficPercentile").asInt()).isEqualTo(100);
        assertThat(service.at("/variants/blue/isDefault").asBoolean()).isTrue();
    }

    static void serviceSharesItsTraffic(Scene scene) {
        JsonNode service = scene.field(scene.environment().service(), "/properties");
        assertThat(service.path("state").asText()).isEqualTo("Healthy");
        assertThat(service.at("/variants/green/trafficPercentile").asInt()).isEqualTo(SHARE);
        assertThat(service.at("/variants/blue/trafficPercentile").asInt()).isEqualTo(100 - SHARE);
    }

    /** The service is gone with its versions, the cluster is attached as before. */
    static void serviceIsGone(Scene scene) {
        isGone(scene, scene.environment().service());
        isProvisioned(scene, scene.environment().attachment());
    }

    /** The compute is gone, the cluster is not. */
    static void isDetached(Scene scene) {
        isGone(scene, scene.environment().attachment());
        isProvisioned(scene, scene.environment().cluster());
    }

    /** The compute is gone, the machines are not. */
    static void isMachineDetached(Scene scene, Function<EnvironmentFixture, String> attached) {
        isGone(scene, attached.apply(scene.environment()));
        isProvisioned(scene, scene.environment().machine());
        isProvisioned(scene, scene.environment().hdInsight());
    }

    private static void assertClosed(Scene scene, String resource) {
        assertThat(defaultAction(scene, resource)).isEqualTo("Deny");
        assertThat(scene.field(resource, "/properties/networkAcls/virtualNetworkRules")
                        .findValuesAsText("id"))
                .anySatisfy(id ->
                        assertThat(id).isEqualToIgnoringCase(scene.environment().trainingSubnet()));
    }

    private static String defaultAction(Scene scene, String resource) {
        return scene.field(resource, "/properties/networkAcls/defaultAction").asText();
    }
}
