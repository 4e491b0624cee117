package dev.palisade.activities.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ApiVersions;
import dev.palisade.activities.arm.ArmError;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.ArmWrite.Guard;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArmKindsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ResourceId GROUP = ResourceId.of("/subscriptions/s/resourceGroups/g");
    private static final ResourceId SUBNET =
            ResourceId.of(GROUP + "/providers/Microsoft.Network/virtualNetworks/v/subnets/default");
    private static final ResourceId TABLE = ResourceId.of(GROUP + "/providers/Microsoft.Network/routeTables/t");
    private static final ResourceId ACCOUNT = ResourceId.of(GROUP + "/providers/Microsoft.Storage/storageAccounts/a");
    private static final ResourceId COMPUTE =
            ResourceId.of(GROUP + "/providers/Microsoft.MachineLearningServices/workspaces/ws/computes/c");

    @ParameterizedTest
    @EnumSource(ResourceKind.class)
    void everyKindOfAPlanIsRegisteredWithANameAndAVersion(ResourceKind kind) {
        ArmKind found = ArmKinds.of(kind);

        assertThat(found.kind()).isEqualTo(kind);
        assertThat(found.noun()).isNotBlank();
        String[] types = kind.armType().split("/", -1);
        String path = "/subscriptions/s/providers/" + types[0] + "/"
                + String.join("/x/", List.of(types).subList(1, types.length));
        assertThat(ApiVersions.of(path + "/x")).matches("\\d{4}-\\d{2}-\\d{2}");
    }

    @Test
    void whatAKindCannotDoIsAMismatchOfVersionsAndSaysSo() {
        assertThatThrownBy(() -> ArmKinds.creatable(ResourceKind.SUBNET))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SUBNET");
    }

    @Test
    void aRouteTableGoesBackWholeWithTheCustomersRoutesAndWithoutWhatIsReadOnly() throws Exception {
        JsonNode read = JSON.readTree("""
            {"id":"x","name":"t","location":"koreacentral","etag":"W/1","tags":{"owner":"them"},"properties":{"provisioningState":"Succeeded",
             "resourceGuid":"g","disableBgpRoutePropagation":true,"subnets":[{"id":"s"}],"routes":[{"name":"branch","id":"r","etag":"W/2",
             "properties":{"provisioningState":"Succeeded","addressPrefix":"192.168.0.0/24","nextHopType":"VnetLocal"}}]}}\
            """);
        Delta ours = Delta.element(
                "/properties/routes",
                "name",
                null,
                JSON.readTree(
                        "{\"name\":\"batch\",\"properties\":{\"addressPrefix\":\"198.18.0.0/27\",\"nextHopType\":\"Internet\"}}"));

        ArmWrite write = ArmKinds.changeable(ResourceKind.ROUTE_TABLE).change(TABLE, read, List.of(ours));

        assertThat(write.guard()).isEqualTo(new ArmWrite.Guard.Unchanged("W/1"));
        assertThat(write.body()).isEqualTo(JSON.readTree("""
            {"id":"x","name":"t","location":"koreacentral","tags":{"owner":"them"},"properties":{"disableBgpRoutePropagation":true,
             "routes":[{"name":"branch","id":"r","properties":{"addressPrefix":"192.168.0.0/24","nextHopType":"VnetLocal"}},
             {"name":"batch","properties":{"addressPrefix":"198.18.0.0/27","nextHopType":"Internet"}}]}}\
            """));
    }

    @Test
    void aSubnetGoesBackWholeUnderItsEtagWithoutWhatIsReadOnly() throws Exception {
        JsonNode read = JSON.readTree("""
            {"id":"x","name":"default","etag":"W/1","properties":{"provisioningState":"Succeeded","addressPrefix":"10.1.0.0/24",
             "networkSecurityGroup":{"id":"nsg"},"ipConfigurations":[{"id":"i"}],"purpose":"p",
             "serviceEndpoints":[{"service":"Microsoft.KeyVault","provisioningState":"Succeeded","locations":["*"]}]}}\
            """);
        Delta ours = Delta.element(
                "/properties/serviceEndpoints", "service", null, JSON.readTree("{\"service\":\"Microsoft.Storage\"}"));

        ArmWrite write = ArmKinds.changeable(ResourceKind.SUBNET).change(SUBNET, read, List.of(ours));

        assertThat(write.method()).hasToString("PUT");
        assertThat(write.guard()).isEqualTo(new Guard.Unchanged("W/1"));
        assertThat(write.body()).isEqualTo(JSON.readTree("""
            {"id":"x","name":"default","properties":{"addressPrefix":"10.1.0.0/24","networkSecurityGroup":{"id":"nsg"},
             "serviceEndpoints":[{"service":"Microsoft.KeyVault","locations":["*"]},{"service":"Microsoft.Storage"}]}}\
            """));
        assertThat(read.path("etag").asText()).as("what was read is left alone").isEqualTo("W/1");
    }

    @Test
    void aStorageAccountIsPatchedWithTheWholeOfWhatIsTouchedAndNothingElse() throws Exception {
        JsonNode read = JSON.readTree("""
            {"properties":{"accessTier":"Hot","networkAcls":{"defaultAction":"Allow","bypass":"AzureServices",
             "ipRules":[{"value":"198.51.100.1","action":"Allow"}],"virtualNetworkRules":[]}}}\
            """);
        List<Delta> ours = List.of(
                Delta.field(
                        "/properties/networkAcls/defaultAction", JSON.readTree("\"Allow\""), JSON.readTree("\"Deny\"")),
                Delta.element(
                        "/properties/networkAcls/ipRules",
                        "value",
                        null,
                        JSON.readTree("{\"value\":\"203.0.113.7\",\"action\":\"Allow\"}")));

        ArmWrite write = ArmKinds.changeable(ResourceKind.STORAGE_ACCOUNT).change(ACCOUNT, read, ours);

        assertThat(write.method()).hasToString("PATCH");
        assertThat(write.body()).isEqualTo(JSON.readTree("""
            {"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices","virtualNetworkRules":[],
             "ipRules":[{"value":"198.51.100.1","action":"Allow"},{"value":"203.0.113.7","action":"Allow"}]}}}\
            """));
    }

    @Test
    void aSecurityGroupGoesBackWithTheCustomersRulesUnderItsEtag() throws Exception {
        JsonNode read = JSON.readTree("""
            {"id":"x","name":"nsg","etag":"W/7","location":"koreacentral","tags":{"owner":"them"},
             "properties":{"provisioningState":"Succeeded","resourceGuid":"g","subnets":[{"id":"s"}],"networkInterfaces":[],"flowLogs":[],
             "securityRules":[{"name":"theirs","etag":"W/6","properties":{"provisioningState":"Succeeded","priority":100}}],
             "defaultSecurityRules":[{"name":"AllowVnetInBound"}]}}\
            """);
        Delta ours = Delta.element(
                "/properties/securityRules",
                "name",
                null,
                JSON.readTree("{\"name\":\"ours\",\"properties\":{\"priority\":110}}"));

        ArmWrite write =
                ArmKinds.changeable(ResourceKind.NETWORK_SECURITY_GROUP).change(SUBNET, read, List.of(ours));

        assertThat(write.method()).hasToString("PUT");
        assertThat(write.guard()).isEqualTo(new Guard.Unchanged("W/7"));
        assertThat(write.body()).isEqualTo(JSON.readTree("""
            {"id":"x","name":"nsg","location":"koreacentral","tags":{"owner":"them"},"properties":{"securityRules":[
             {"name":"theirs","properties":{"priority":100}},{"name":"ours","properties":{"priority":110}}]}}\
            """));
    }

    @Test
    void aVaultIsPatchedWithItsWholeRuleSet() throws Exception {
        JsonNode read = JSON.readTree("""
            {"properties":{"sku":{"name":"standard"},"networkAcls":{"defaultAction":"Allow","bypass":"AzureServices",
             "ipRules":[{"value":"198.51.100.1/32"}],"virtualNetworkRules":[]}}}\
            """);
        Delta ours = Delta.element(
                "/properties/networkAcls/virtualNetworkRules", "id", null, JSON.readTree("{\"id\":\"/subnets/ours\"}"));

        ArmWrite write = ArmKinds.changeable(ResourceKind.KEY_VAULT).change(ACCOUNT, read, List.of(ours));

        assertThat(write.method()).hasToString("PATCH");
        assertThat(write.body()).isEqualTo(JSON.readTree("""
            {"properties":{"networkAcls":{"defaultAction":"Allow","bypass":"AzureServices",
             "ipRules":[{"value":"198.51.100.1/32"}],"virtualNetworkRules":[{"id":"/subnets/ours"}]}}}\
            """));
    }

    @Test
    void aVaultThatNeverHadRulesIsSaidToBeOpenWhenItIsChangedBack() throws Exception {
        JsonNode read = JSON.readTree("{\"properties\":{\"networkAcls\":{\"defaultAction\":\"Deny\"}}}");
        Delta inverse = Delta.field("/properties/networkAcls/defaultAction", JSON.readTree("\"Deny\""), null);

        ArmWrite write = ArmKinds.changeable(ResourceKind.KEY_VAULT).change(ACCOUNT, read, List.of(inverse));

        assertThat(write.body()).isEqualTo(JSON.readTree("""
            {"properties":{"networkAcls":{"defaultAction":"Allow","bypass":"AzureServices"}}}\
            """));
    }

    @Test
    void aComputeIsScaledByItsWholeScaleSettingsAndNothingElse() throws Exception {
        JsonNode read = JSON.readTree("""
            {"location":"koreacentral","properties":{"computeType":"AmlCompute","properties":{"vmSize":"STANDARD_D2_V2",
             "scaleSettings":{"minNodeCount":0,"maxNodeCount":4,"nodeIdleTimeBeforeScaleDown":"PT2M"}}}}\
            """);
        Delta ours = Delta.field(
                "/properties/properties/scaleSettings/maxNodeCount", JSON.readTree("4"), JSON.readTree("6"));

        ArmWrite write = ArmKinds.changeable(ResourceKind.AML_COMPUTE).change(COMPUTE, read, List.of(ours));

        assertThat(write.method()).hasToString("PATCH");
        assertThat(write.body()).isEqualTo(JSON.readTree("""
            {"properties":{"properties":{"scaleSettings":
             {"minNodeCount":0,"maxNodeCount":6,"nodeIdleTimeBeforeScaleDown":"PT2M"}}}}\
            """));
    }

    @Test
    void aClusterIsScaledByWritingBackAllThatMayBeWritten() throws Exception {
        JsonNode read = JSON.readTree("""
            {"id":"i","name":"n","type":"t","eTag":"e-1","location":"koreacentral","tags":{"a":"b"},
             "identity":{"type":"SystemAssigned","principalId":"p","tenantId":"t"},
             "properties":{"provisioningState":"Succeeded","powerState":{"code":"Running"},"fqdn":"f","kubernetesVersion":"1.29",
             "currentKubernetesVersion":"1.29.4","servicePrincipalProfile":{"clientId":"msi"},
             "networkProfile":{"loadBalancerProfile":{"effectiveOutboundIPs":[{"id":"ip"}],"managedOutboundIPs":{"count":1}}},
             "agentPoolProfiles":[{"name":"agents","count":3,"eTag":"e-2","provisioningState":"Succeeded","powerState":{"code":"Running"},
              "nodeImageVersion":"v"},{"name":"theirs","count":1}]}}\
            """);
        Delta ours = Delta.element(
                "/properties/agentPoolProfiles",
                "name",
                JSON.readTree("{\"name\":\"agents\",\"count\":3}"),
                JSON.readTree("{\"name\":\"agents\",\"count\":5}"));

        ArmWrite write = ArmKinds.changeable(ResourceKind.MANAGED_CLUSTER).change(COMPUTE, read, List.of(ours));

        assertThat(write.guard()).isEqualTo(new Guard.Unchanged("e-1"));
        assertThat(write.body()).isEqualTo(JSON.readTree("""
            {"location":"koreacentral","tags":{"a":"b"},"identity":{"type":"SystemAssigned"},"properties":{"kubernetesVersion":"1.29",
             "networkProfile":{"loadBalancerProfile":{"managedOutboundIPs":{"count":1}}},
             "agentPoolProfiles":[{"name":"agents","count":5,"powerState":{"code":"Running"}},{"name":"theirs","count":1}]}}\
            """));
    }

    @Test
    void aCreationIsGuardedWhereTheServiceCan() throws Exception {
        ObjectNode body = JSON.createObjectNode();

        assertThat(ArmKinds.creatable(ResourceKind.MANAGED_CLUSTER)
                        .create(COMPUTE, body)
                        .guard())
                .isEqualTo(Guard.ABSENT);
        assertThat(ArmKinds.creatable(ResourceKind.AML_COMPUTE)
                        .create(COMPUTE, body)
                        .guard())
                .isEqualTo(Guard.NONE);
        assertThat(ArmKinds.creatable(ResourceKind.AML_COMPUTE).creationIsGuarded())
                .isFalse();
    }

    @Test
    void anEndpointIsWrittenWithAllThatWasReadSoThatItsTrafficStays() throws Exception {
        JsonNode read = JSON.readTree("""
                {"id":"x","location":"koreacentral","tags":{"palisade-request":"r1"},"identity":{"type":"SystemAssigned","principalId":"p"},
                 "properties":{"authMode":"Key","compute":"c","traffic":{"blue":100},"provisioningState":"Failed","scoringUri":"u","keys":null}}""");
        Delta tokens = Delta.field("/properties/authMode", null, JSON.readTree("\"AMLToken\""));

        ArmWrite change = ArmKinds.changeable(ResourceKind.ONLINE_ENDPOINT).change(COMPUTE, read, List.of(tokens));
        ArmWrite repair = ArmKinds.creatable(ResourceKind.ONLINE_ENDPOINT)
                .repair(COMPUTE, read, (ObjectNode) JSON.readTree("{\"properties\":{\"authMode\":\"AMLToken\"}}"));

        JsonNode whole = JSON.readTree("""
                {"location":"koreacentral","tags":{"palisade-request":"r1"},"identity":{"type":"SystemAssigned"},
                 "properties":{"authMode":"AMLToken","compute":"c","traffic":{"blue":100}}}""");
        assertThat(change.body()).isEqualTo(whole);
        assertThat(repair.body()).isEqualTo(whole);
    }

    @Test
    void aWebServiceIsWrittenWithEveryVersionThatStillRunsAModel() throws Exception {
        JsonNode read = JSON.readTree("""
                {"id":"x","type":"t","tags":{"palisade-request":"r1"},"properties":{"computeType":"AKSENDPOINT","state":"Healthy",
                 "provisioningState":"Succeeded","scoringUri":"u","variants":{
                 "a":{"trafficPercentile":90,"scoringUri":"u","environmentImageRequest":{"modelIds":["m:1"]}},
                 "b":{"trafficPercentile":10,"environmentImageRequest":{"modelIds":["m:2"]}}}}}""");
        List<Delta> withoutA = List.of(
                Delta.field("/properties/variants/b/trafficPercentile", null, JSON.readTree("100")),
                Delta.field("/properties/variants/a/trafficPercentile", null, null),
                Delta.field("/properties/variants/a/environmentImageRequest/modelIds", null, null));

        ArmWrite write = ArmKinds.changeable(ResourceKind.WEB_SERVICE).change(COMPUTE, read, withoutA);

        assertThat(write.body()).isEqualTo(JSON.readTree("""
                {"tags":{"palisade-request":"r1"},"properties":{"computeType":"AKSENDPOINT","variants":{
                 "b":{"trafficPercentile":100,"environmentImageRequest":{"modelIds":["m:2"]}}}}}"""));
    }

    @Test
    void aDeleteNamesWhatItsServiceRequires() throws Exception {
        JsonNode read = JSON.readTree("{\"eTag\":\"e-1\"}");

        assertThat(ArmKinds.creatable(ResourceKind.AML_COMPUTE)
                        .delete(COMPUTE, read)
                        .query())
                .isEqualTo(Map.of("underlyingResourceAction", "Delete"));
        assertThat(ArmKinds.creatable(ResourceKind.ATTACHED_CLUSTER)
                        .delete(COMPUTE, read)
                        .query())
                .as("detaching never deletes the cluster")
                .isEqualTo(Map.of("underlyingResourceAction", "Detach"));
        assertThat(ArmKinds.creatable(ResourceKind.MANAGED_CLUSTER)
                        .delete(COMPUTE, read)
                        .guard())
                .isEqualTo(new Guard.Unchanged("e-1"));
    }

    @ParameterizedTest(name = "{0} nodes of at least {1}, unusable {2}, errors {3}: falls short with {4}")
    @CsvSource({
        "0, 0, 0, no, ''",
        "0, 0, 0, yes, ''",
        "2, 4, 0, no, ''",
        "2, 4, 0, yes, QuotaExceeded",
        "4, 4, 0, yes, ''",
        "4, 4, 4, no, NodesUnusable",
        "4, 4, 1, no, NodesUnusable",
        "4, 2, 1, no, ''"
    })
    void aComputeFallsShortOnlyWithTooFewNodesAndAReason(
            int nodes, int minimum, int unusable, String errors, String code) throws Exception {
        ObjectNode resource = JSON.createObjectNode();
        ObjectNode cluster =
                resource.putObject("properties").putObject("properties").put("currentNodeCount", nodes);
        cluster.putObject("scaleSettings").put("minNodeCount", minimum);
        cluster.putObject("nodeStateCounts").put("unusableNodeCount", unusable);
        if (errors.equals("yes")) {
            cluster.set(
                    "errors", JSON.readTree("[{\"error\":{\"code\":\"QuotaExceeded\",\"message\":\"No cores.\"}}]"));
        }

        assertThat(ArmKinds.of(ResourceKind.AML_COMPUTE)
                        .shortfall(resource)
                        .map(ArmError::code)
                        .orElse(""))
                .isEqualTo(code);
    }
}
