package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.DEFAULT_SUBNET;
import static dev.palisade.local.arm.DemoWorld.GROUP;
import static dev.palisade.local.arm.DemoWorld.GROUP_OF_RULES;
import static dev.palisade.local.arm.DemoWorld.ML_API;
import static dev.palisade.local.arm.DemoWorld.NETWORK_API;
import static dev.palisade.local.arm.DemoWorld.VAULT;
import static dev.palisade.local.arm.DemoWorld.VAULT_API;
import static dev.palisade.local.arm.DemoWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Virtual machines and HDInsight clusters attached to a workspace, and the vault that holds their passwords. */
class MachineTest {
    private static final String COMPUTE_API = "?api-version=2025-04-01";
    private static final String HDINSIGHT_API = "?api-version=2021-06-01";
    private static final String MACHINE = GROUP + "/providers/Microsoft.Compute/virtualMachines/trainer";
    private static final String SPARK = GROUP + "/providers/Microsoft.HDInsight/clusters/spark";
    private static final String INTERFACE = GROUP + "/providers/Microsoft.Network/networkInterfaces/trainer-nic";
    private static final String COMPUTE = WORKSPACE + "/computes/trainer";
    private static final String SECRET = VAULT + "/secrets/trainer";
    private static final String READ = "/dataplane/wsvault7c1.vault.azure.net/secrets/trainer?api-version=7.4";

    private final String password = UUID.randomUUID().toString();
    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @BeforeEach
    void createMachines() {
        put(
                INTERFACE + NETWORK_API,
                "{'location':'koreacentral','properties':{'ipConfigurations':[{'name':'a','properties':"
                        + "{'privateIPAddress':'10.1.0.9','subnet':{'id':'" + DEFAULT_SUBNET + "'}}}]}}");
        put(MACHINE + COMPUTE_API, machine("Canonical"));
        put(
                SPARK + HDINSIGHT_API,
                "{'location':'koreacentral','properties':{'clusterVersion':'4.0','osType':'Linux',"
                        + "'clusterDefinition':{'kind':'spark'},'computeProfile':{'roles':[{'name':'headnode',"
                        + "'osProfile':{'linuxOperatingSystemProfile':{'username':'azureuser','password':'" + password
                        + "'}},"
                        + "'virtualNetworkProfile':{'subnet':'" + DEFAULT_SUBNET + "'}}]}}}");
        letIn("AzureMachineLearning");
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({"VirtualMachine, " + MACHINE, "HDInsight, " + SPARK})
    void aMachineIsAttachedByItsPasswordWhichNoAnswerSays(String computeType, String machine) {
        Answer begun = client.put(COMPUTE + ML_API, attachment(computeType, machine, password));
        assertThat(begun.status()).isEqualTo(201);
        simulator.clock().advance(Duration.ofMinutes(3));

        Answer compute = client.get(COMPUTE + ML_API);
        assertThat(compute.at("/properties/provisioningState")).isEqualTo("Succeeded");
        assertThat(compute.at("/properties/isAttachedCompute")).isEqualTo("true");
        assertThat(compute.body().at("/properties/properties").toString()).isEqualTo("{\"sshPort\":22}");
        assertThat(simulator.resources().toString()).doesNotContain(password);
        assertThat(simulator.audit().toString()).doesNotContain(password);

        client.delete(COMPUTE + ML_API + "&underlyingResourceAction=Detach");
        simulator.clock().advance(Duration.ofMinutes(3));
        assertThat(client.get(COMPUTE + ML_API).status()).isEqualTo(404);
        assertThat(simulator.resource(machine)).isPresent();
    }

    @Test
    void aWrongPasswordShowsItselfOnlyAtTheEnd() {
        assertThat(client.put(COMPUTE + ML_API, attachment("VirtualMachine", MACHINE, "wrong"))
                        .status())
                .isEqualTo(201);
        assertThat(endedWith()).isEqualTo("SshAuthenticationFailed");
    }

    @Test
    void aMachineThatNoRuleLetsInCannotBeReached() {
        client.delete(GROUP_OF_RULES + "/securityRules/ssh" + NETWORK_API);
        simulator.clock().advance(Duration.ofMinutes(1));
        client.put(COMPUTE + ML_API, attachment("VirtualMachine", MACHINE, password));
        assertThat(endedWith()).isEqualTo("SshConnectionFailed");
    }

    @Test
    void onlyUbuntuIsTaken() {
        put(MACHINE + COMPUTE_API, machine("RedHat"));
        client.put(COMPUTE + ML_API, attachment("VirtualMachine", MACHINE, password));
        assertThat(endedWith()).isEqualTo("UnsupportedOperatingSystem");
    }

    @Test
    void withoutAnAccountNothingIsAttached() {
        Answer refused = client.put(
                COMPUTE + ML_API,
                "{'location':'koreacentral','properties':{'computeType':'VirtualMachine','resourceId':'" + MACHINE
                        + "'}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/error/details/0/code")).isEqualTo("InvalidAdministratorAccount");
    }

    @Test
    void aVaultGivesASecretToItsClientsAndNotThroughArm() {
        assertThat(client.get(READ).code()).isEqualTo("SecretNotFound");
        put(SECRET + VAULT_API, "{'properties':{'value':'" + password + "'}}");

        assertThat(client.get(READ).at("/value")).isEqualTo(password);
        assertThat(client.get(SECRET + VAULT_API).at("/properties/value")).isEmpty();
        assertThat(simulator.audit().toString()).doesNotContain(password);
    }

    @Test
    void aClosedVaultGivesASecretOnlyToAddressesThatItsRulesName() {
        put(SECRET + VAULT_API, "{'properties':{'value':'" + password + "'}}");
        client.patch(
                VAULT + VAULT_API, "{'properties':{'networkAcls':{'defaultAction':'Deny','bypass':'AzureServices'}}}");

        Answer refused = client.get(READ);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/error/innererror/code")).isEqualTo("ForbiddenByFirewall");

        client.patch(
                VAULT + VAULT_API,
                "{'properties':{'networkAcls':{'defaultAction':'Deny','ipRules':[{'value':'127.0.0.1'}]}}}");
        assertThat(client.get(READ).at("/value")).isEqualTo(password);
    }

    private String endedWith() {
        simulator.clock().advance(Duration.ofMinutes(3));
        return client.get(COMPUTE + ML_API).at("/properties/provisioningErrors/0/error/code");
    }

    private void letIn(String source) {
        put(
                GROUP_OF_RULES + "/securityRules/ssh" + NETWORK_API,
                "{'properties':{'protocol':'*','sourcePortRange':'*',"
                        + "'destinationPortRange':'22','sourceAddressPrefix':'" + source
                        + "','destinationAddressPrefix':'*',"
                        + "'access':'Allow','priority':400,'direction':'Inbound'}}");
    }

    private void put(String path, String body) {
        assertThat(client.put(path, body).status()).isBetween(200, 202);
        simulator.clock().advance(Duration.ofMinutes(30));
    }

    private String machine(String publisher) {
        return "{'location':'koreacentral','properties':{'hardwareProfile':{'vmSize':'Standard_D2_v2'},'storageProfile':"
                + "{'imageReference':{'publisher':'" + publisher + "','offer':'any','sku':'any'}},'osProfile':"
                + "{'adminUsername':'azureuser','adminPassword':'" + password + "'},'networkProfile':"
                + "{'networkInterfaces':[{'id':'" + INTERFACE + "'}]}}}";
    }

    private static String attachment(String computeType, String machine, String secret) {
        return "{'location':'koreacentral','properties':{'computeType':'" + computeType + "','resourceId':'" + machine
                + "','properties':{'sshPort':22,'administratorAccount':{'username':'azureuser','password':'" + secret
                + "'}}}}";
    }
}
