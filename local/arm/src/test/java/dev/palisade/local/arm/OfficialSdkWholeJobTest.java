package dev.palisade.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.keyvault.fluent.models.VaultInner;
import com.azure.resourcemanager.keyvault.models.IpRule;
import com.azure.resourcemanager.keyvault.models.NetworkRuleAction;
import com.azure.resourcemanager.keyvault.models.NetworkRuleSet;
import com.azure.resourcemanager.keyvault.models.VaultPatchParameters;
import com.azure.resourcemanager.keyvault.models.VaultPatchProperties;
import com.azure.resourcemanager.keyvault.models.VirtualNetworkRule;
import com.azure.resourcemanager.network.fluent.NetworkSecurityGroupsClient;
import com.azure.resourcemanager.network.fluent.SecurityRulesClient;
import com.azure.resourcemanager.network.fluent.models.NetworkSecurityGroupInner;
import com.azure.resourcemanager.network.fluent.models.SecurityRuleInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.models.SecurityRuleAccess;
import com.azure.resourcemanager.network.models.SecurityRuleDirection;
import com.azure.resourcemanager.network.models.SecurityRuleProtocol;
import com.azure.resourcemanager.network.models.ServiceEndpointPropertiesFormat;
import com.azure.resourcemanager.resources.fluent.ResourcesClient;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official management SDK on the rest of the job: rules, the vault, extensions, attachments. */
class OfficialSdkWholeJobTest {
    private static final double TWENTY_MINUTES_A_SECOND = 1200;

    private ArmSimulator simulator;
    private OfficialSdk azure;

    @BeforeEach
    void startSimulator() {
        simulator = ArmSimulator.start(new SimulatorOptions(0, TWENTY_MINUTES_A_SECOND, null, DemoWorld.FILE));
        azure = OfficialSdk.of(simulator);
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void writesARuleAmongTheCustomersOwn() {
        NetworkSecurityGroupsClient groups = azure.network().serviceClient().getNetworkSecurityGroups();
        NetworkSecurityGroupInner group = groups.getByResourceGroup("mygroup", "customer-nsg");
        List<SecurityRuleInner> rules = new ArrayList<>(group.securityRules());
        rules.add(rule().withName("batch"));

        NetworkSecurityGroupInner written =
                groups.createOrUpdate("mygroup", "customer-nsg", group.withSecurityRules(rules));

        assertThat(written.provisioningState()).hasToString("Succeeded");
        assertThat(written.securityRules()).hasSize(3);
        assertThat(written.defaultSecurityRules()).hasSize(6);
        assertThatThrownBy(() -> groups.delete("mygroup", "customer-nsg"))
                .isInstanceOfSatisfying(
                        ManagementException.class,
                        refused -> assertThat(refused.getValue().getCode())
                                .isEqualTo("InUseNetworkSecurityGroupCannotBeDeleted"));
    }

    @Test
    void writesAndDeletesARuleByItself() {
        SecurityRulesClient rules = azure.network().serviceClient().getSecurityRules();

        SecurityRuleInner written = rules.createOrUpdate("mygroup", "customer-nsg", "batch", rule());
        assertThat(written.provisioningState()).hasToString("Succeeded");
        rules.delete("mygroup", "customer-nsg", "batch");

        assertThat(simulator.resource(DemoWorld.GROUP_OF_RULES).orElseThrow().at("/properties/securityRules"))
                .hasSize(2);
    }

    @Test
    void closesAVault() {
        SubnetInner subnet = azure.network().serviceClient().getSubnets().get("mygroup", "mynetwork", "default");
        subnet.withServiceEndpoints(List.of(new ServiceEndpointPropertiesFormat().withService("Microsoft.KeyVault")));
        azure.network().serviceClient().getSubnets().createOrUpdate("mygroup", "mynetwork", "default", subnet);

        VaultInner closed = azure.vaults().serviceClient().getVaults().update("mygroup", "wsvault7c1", lockdown());

        NetworkRuleSet acls = closed.properties().networkAcls();
        assertThat(acls.defaultAction()).isEqualTo(NetworkRuleAction.DENY);
        assertThat(acls.virtualNetworkRules().get(0).id()).isEqualTo(DemoWorld.DEFAULT_SUBNET.toLowerCase(Locale.ROOT));
        assertThat(acls.ipRules().get(0).value()).isEqualTo("203.0.113.7/32");
    }

    @Test
    void installsTheExtensionAttachesTheClusterAndReportsWhyAnotherFailed() throws Exception {
        ArmClient client = ArmClient.of(simulator);
        client.put(DemoWorld.CLUSTER + DemoWorld.AKS_API, DemoWorld.cluster());
        simulator.clock().advance(Duration.ofMinutes(20));
        ResourcesClient resources = azure.resources();
        GenericResourceInner attachment = resource(DemoWorld.kubernetesAttachment("default"));
        assertThatThrownBy(() -> resources.createOrUpdateById(DemoWorld.ATTACHMENT, "2024-04-01", attachment))
                .isInstanceOfSatisfying(
                        ManagementException.class,
                        failed -> assertThat(failed.getValue().getCode()).isEqualTo("ExtensionNotInstalled"));

        resources.createOrUpdateById(DemoWorld.EXTENSION, "2023-05-01", resource(DemoWorld.extension()));
        GenericResourceInner attached = resources.createOrUpdateById(DemoWorld.ATTACHMENT, "2024-04-01", attachment);

        assertThat(((Map<?, ?>) attached.properties()).get("provisioningState")).isEqualTo("Succeeded");
        resources.deleteById(DemoWorld.EXTENSION, "2023-05-01");
        assertThat(simulator.resource(DemoWorld.EXTENSION)).isEmpty();
    }

    private static GenericResourceInner resource(String singleQuoted) throws JsonProcessingException {
        JsonNode body = ArmClient.JSON.readTree(singleQuoted.replace('\'', '"'));
        GenericResourceInner resource = new GenericResourceInner()
                .withProperties(ArmClient.JSON.convertValue(body.path("properties"), Map.class));
        resource.withLocation(body.path("location").asText(null));
        return resource;
    }

    private static SecurityRuleInner rule() {
        return new SecurityRuleInner()
                .withPriority(300)
                .withDirection(SecurityRuleDirection.INBOUND)
                .withAccess(SecurityRuleAccess.ALLOW)
                .withProtocol(SecurityRuleProtocol.TCP)
                .withSourceAddressPrefix("BatchNodeManagement")
                .withSourcePortRange("*")
                .withDestinationAddressPrefix("*")
                .withDestinationPortRanges(List.of("29876", "29877"));
    }

    private static VaultPatchParameters lockdown() {
        return new VaultPatchParameters()
                .withProperties(new VaultPatchProperties()
                        .withNetworkAcls(new NetworkRuleSet()
                                .withDefaultAction(NetworkRuleAction.DENY)
                                .withVirtualNetworkRules(
                                        List.of(new VirtualNetworkRule().withId(DemoWorld.DEFAULT_SUBNET)))
                                .withIpRules(List.of(new IpRule().withValue("203.0.113.7")))));
    }
}
