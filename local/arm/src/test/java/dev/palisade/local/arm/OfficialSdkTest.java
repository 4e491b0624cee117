package dev.palisade.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.containerservice.fluent.AgentPoolsClient;
import com.azure.resourcemanager.containerservice.fluent.ManagedClustersClient;
import com.azure.resourcemanager.containerservice.fluent.models.AgentPoolInner;
import com.azure.resourcemanager.containerservice.fluent.models.ManagedClusterInner;
import com.azure.resourcemanager.containerservice.models.AgentPoolMode;
import com.azure.resourcemanager.containerservice.models.ContainerServiceNetworkProfile;
import com.azure.resourcemanager.containerservice.models.ManagedClusterAgentPoolProfile;
import com.azure.resourcemanager.containerservice.models.ManagedClusterIdentity;
import com.azure.resourcemanager.containerservice.models.NetworkPlugin;
import com.azure.resourcemanager.containerservice.models.ResourceIdentityType;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.models.ServiceEndpointPropertiesFormat;
import com.azure.resourcemanager.storage.fluent.models.StorageAccountInner;
import com.azure.resourcemanager.storage.models.Bypass;
import com.azure.resourcemanager.storage.models.DefaultAction;
import com.azure.resourcemanager.storage.models.NetworkRuleSet;
import com.azure.resourcemanager.storage.models.StorageAccountUpdateParameters;
import com.azure.resourcemanager.storage.models.VirtualNetworkRule;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official management SDK, unmodified, with its own pollers and error types. */
class OfficialSdkTest {
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
    void createsAClusterWithItsOwnPollerAndDeletesIt() {
        ManagedClustersClient clusters = clusters();

        ManagedClusterInner created = clusters.createOrUpdate("mygroup", "myaks", cluster("10.0.0.0/16"));

        assertThat(created.provisioningState()).isEqualTo("Succeeded");
        assertThat(created.agentPoolProfiles().get(0).maxPods()).isEqualTo(30);
        assertThat(created.fqdn()).endsWith(".hcp.koreacentral.azmk8s.io");
        assertThat(simulator.resource(DemoWorld.CLUSTER)).isPresent();
        clusters.delete("mygroup", "myaks");
        assertThat(simulator.resource(DemoWorld.CLUSTER)).isEmpty();
    }

    @Test
    void readsAClusterErrorWithAndWithoutItsEnvelope() {
        ManagedClustersClient clusters = clusters();
        assertThatThrownBy(() -> clusters.createOrUpdate("mygroup", "myaks", cluster("10.1.0.0/16")))
                .isInstanceOfSatisfying(
                        ManagementException.class,
                        refused -> assertThat(refused.getValue().getCode())
                                .isEqualTo("ServiceCidrOverlapExistingSubnetsCidr"));
        simulator.faults().add(FaultKind.CONFLICT_IN_PROGRESS, "myaks", 1);
        assertThatThrownBy(() -> clusters.createOrUpdate("mygroup", "myaks", cluster("10.0.0.0/16")))
                .isInstanceOfSatisfying(
                        ManagementException.class,
                        refused -> assertThat(refused.getValue().getCode()).isEqualTo("OperationNotAllowed"));
    }

    @Test
    void reportsALateFailureInTheWordsOfTheService() {
        simulator.faults().add(FaultKind.LATE_FAILURE, "myaks", 1);

        assertThatThrownBy(() -> clusters().createOrUpdate("mygroup", "myaks", cluster("10.0.0.0/16")))
                .isInstanceOfSatisfying(
                        ManagementException.class,
                        failed -> assertThat(failed.getValue().getCode()).isEqualTo("VMExtensionProvisioningError"));
        assertThat(simulator
                        .resource(DemoWorld.CLUSTER)
                        .orElseThrow()
                        .at("/properties/provisioningState")
                        .asText())
                .isEqualTo("Failed");
        assertThat(simulator.faults().fired(FaultKind.LATE_FAILURE)).isEqualTo(1);
    }

    @Test
    void opensASubnetToStorageAndClosesTheAccount() {
        NetworkManager network = azure.network();
        SubnetInner subnet = network.serviceClient().getSubnets().get("mygroup", "mynetwork", "default");
        subnet.withServiceEndpoints(List.of(new ServiceEndpointPropertiesFormat().withService("Microsoft.Storage")));

        SubnetInner opened =
                network.serviceClient().getSubnets().createOrUpdate("mygroup", "mynetwork", "default", subnet);

        assertThat(opened.provisioningState()).hasToString("Succeeded");
        assertThat(opened.networkSecurityGroup().id()).isEqualTo(DemoWorld.GROUP_OF_RULES);
        StorageAccountInner closed = azure.storage()
                .serviceClient()
                .getStorageAccounts()
                .updateWithResponse("mygroup", "wsstorage7c1", lockdown(opened.id()), Context.NONE)
                .getValue();
        assertThat(closed.networkRuleSet().defaultAction()).isEqualTo(DefaultAction.DENY);
        assertThat(closed.networkRuleSet().virtualNetworkRules().get(0).virtualNetworkResourceId())
                .isEqualTo(DemoWorld.DEFAULT_SUBNET);
    }

    @Test
    void scalesAClusterByItsAgentPool() {
        clusters().createOrUpdate("mygroup", "myaks", cluster("10.0.0.0/16"));
        AgentPoolsClient pools = azure.containers().serviceClient().getAgentPools();
        AgentPoolInner pool = pools.get("mygroup", "myaks", "agentpool");
        assertThat(pool.count()).isEqualTo(3);

        AgentPoolInner scaled = pools.createOrUpdate("mygroup", "myaks", "agentpool", pool.withCount(5));

        assertThat(scaled.provisioningState()).isEqualTo("Succeeded");
        assertThat(scaled.count()).isEqualTo(5);
        assertThat(clusters()
                        .getByResourceGroup("mygroup", "myaks")
                        .agentPoolProfiles()
                        .get(0)
                        .count())
                .isEqualTo(5);
    }

    @Test
    void abortsACreationThatNeverEnds() {
        simulator.faults().add(Fault.of(FaultKind.STUCK, "myaks", 1).onMethod("PUT"));
        clusters()
                .createOrUpdateWithResponseAsync("mygroup", "myaks", cluster("10.0.0.0/16"), null, null)
                .block();

        clusters().abortLatestOperation("mygroup", "myaks");

        assertThat(clusters().getByResourceGroup("mygroup", "myaks").provisioningState())
                .isEqualTo("Canceled");
        assertThat(simulator.faults().fired(FaultKind.STUCK)).isEqualTo(1);
    }

    private ManagedClustersClient clusters() {
        return azure.containers().serviceClient().getManagedClusters();
    }

    private static StorageAccountUpdateParameters lockdown(String subnet) {
        return new StorageAccountUpdateParameters()
                .withNetworkRuleSet(new NetworkRuleSet()
                        .withDefaultAction(DefaultAction.DENY)
                        .withBypass(Bypass.AZURE_SERVICES)
                        .withVirtualNetworkRules(
                                List.of(new VirtualNetworkRule().withVirtualNetworkResourceId(subnet))));
    }

    private static ManagedClusterInner cluster(String serviceCidr) {
        ManagedClusterInner cluster = new ManagedClusterInner();
        cluster.withLocation("koreacentral");
        return cluster.withDnsPrefix("myaks")
                .withIdentity(new ManagedClusterIdentity().withType(ResourceIdentityType.SYSTEM_ASSIGNED))
                .withAgentPoolProfiles(List.of(new ManagedClusterAgentPoolProfile()
                        .withName("agentpool")
                        .withMode(AgentPoolMode.SYSTEM)
                        .withCount(3)
                        .withVmSize("Standard_D3_v2")
                        .withVnetSubnetId(DemoWorld.AKS_SUBNET)))
                .withNetworkProfile(new ContainerServiceNetworkProfile()
                        .withNetworkPlugin(NetworkPlugin.AZURE)
                        .withServiceCidr(serviceCidr)
                        .withDnsServiceIp(serviceCidr.replace("0.0/16", "0.10")));
    }
}
