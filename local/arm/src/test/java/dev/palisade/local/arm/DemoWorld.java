package dev.palisade.local.arm;

import java.nio.file.Path;

/** The world of the demo, which these tests take as their own, and bodies that it accepts. */
final class DemoWorld {
    static final Path FILE = Path.of("../../examples/world.json");
    static final String SUBSCRIPTION = "/subscriptions/11111111-2222-3333-4444-555555555555";
    static final String GROUP = SUBSCRIPTION + "/resourceGroups/mygroup";
    static final String NETWORK = GROUP + "/providers/Microsoft.Network/virtualNetworks/mynetwork";
    static final String DEFAULT_SUBNET = NETWORK + "/subnets/default";
    static final String AKS_SUBNET = NETWORK + "/subnets/aks";
    static final String GROUP_OF_RULES = GROUP + "/providers/Microsoft.Network/networkSecurityGroups/customer-nsg";
    static final String STORAGE = GROUP + "/providers/Microsoft.Storage/storageAccounts/wsstorage7c1";
    static final String VAULT = GROUP + "/providers/Microsoft.KeyVault/vaults/wsvault7c1";
    static final String WORKSPACE = GROUP + "/providers/Microsoft.MachineLearningServices/workspaces/ws";
    static final String COMPUTE = WORKSPACE + "/computes/cpucluster";
    static final String CLUSTER = GROUP + "/providers/Microsoft.ContainerService/managedClusters/myaks";

    static final String EXTENSION = CLUSTER + "/providers/Microsoft.KubernetesConfiguration/extensions/azureml";
    static final String ATTACHMENT = WORKSPACE + "/computes/myaks";

    static final String NETWORK_API = "?api-version=2025-03-01";
    static final String STORAGE_API = "?api-version=2025-06-01";
    static final String VAULT_API = "?api-version=2025-05-01";
    static final String ML_API = "?api-version=2024-04-01";
    static final String AKS_API = "?api-version=2025-09-01";
    static final String EXTENSION_API = "?api-version=2023-05-01";
    static final String LOCKS_API = "?api-version=2017-04-01";

    private DemoWorld() {}

    /** The demo's world in memory, its clock as good as standing still until a test moves it. */
    static ArmSimulator start() {
        return ArmSimulator.start(new SimulatorOptions(0, 1, null, FILE));
    }

    static String subnet(String prefix, String service) {
        return "{'properties':{'addressPrefix':'" + prefix + "','networkSecurityGroup':{'id':'" + GROUP_OF_RULES
                + "'},'serviceEndpoints':[{'service':'" + service + "'}]}}";
    }

    static String cluster(int nodes, String serviceCidr, String dnsServiceIp) {
        return "{'location':'koreacentral','identity':{'type':'SystemAssigned'},'tags':{'palisade':'test'},"
                + "'properties':{'dnsPrefix':'myaks','agentPoolProfiles':[{'name':'agentpool','mode':'System','count':"
                + nodes
                + ",'vmSize':'Standard_D3_v2','vnetSubnetID':'" + AKS_SUBNET + "'}],"
                + "'networkProfile':{'networkPlugin':'azure','serviceCidr':'" + serviceCidr + "','dnsServiceIP':'"
                + dnsServiceIp + "'}}}";
    }

    static String cluster() {
        return cluster(3, "10.0.0.0/16", "10.0.0.10");
    }

    static String compute(String vmSize, int least, int most, String subnet) {
        return "{'location':'koreacentral','properties':{'computeType':'AmlCompute','properties':{'vmSize':'" + vmSize
                + "','scaleSettings':{'minNodeCount':" + least + ",'maxNodeCount':" + most + "},'subnet':{'id':'"
                + subnet
                + "'}}}}";
    }

    static String compute() {
        return compute("STANDARD_D2_V2", 0, 4, DEFAULT_SUBNET);
    }

    /** A body in the words of the specification's example AKSCompute.json. */
    static String aksAttachment(String purpose) {
        return "{'location':'koreacentral','properties':{'description':'some compute','resourceId':'" + CLUSTER
                + "','computeType':'AKS','properties':{'clusterPurpose':'" + purpose + "'}}}";
    }

    /** A body in the words of the specification's example KubernetesCompute.json. */
    static String kubernetesAttachment(String namespace) {
        return "{'location':'koreacentral','properties':{'description':'some compute','resourceId':'" + CLUSTER
                + "','computeType':'Kubernetes','properties':{'namespace':'" + namespace
                + "','defaultInstanceType':'defaultInstanceType','instanceTypes':{'defaultInstanceType':"
                + "{'nodeSelector':null,'resources':{'requests':{'cpu':'1','memory':'4Gi','nvidia.com/gpu':null},"
                + "'limits':{'cpu':'1','memory':'4Gi','nvidia.com/gpu':null}}}}}}}";
    }

    /** The AzureML extension as Azure's documents install it for inference. */
    static String extension() {
        return "{'properties':{'extensionType':'Microsoft.AzureML.Kubernetes','autoUpgradeMinorVersion':true,"
                + "'releaseTrain':'stable','scope':{'cluster':{'releaseNamespace':'azureml'}},"
                + "'configurationSettings':{'enableInference':'True','inferenceRouterServiceType':'LoadBalancer'},"
                + "'configurationProtectedSettings':{'sslKeyPemFile':'hunter2'}}}";
    }

    static String storageAcls(String subnet) {
        return "{'properties':{'networkAcls':{'defaultAction':'Deny','bypass':'AzureServices',"
                + "'virtualNetworkRules':[{'id':'" + subnet
                + "','action':'Allow'}],'ipRules':[{'value':'203.0.113.7'}]}}}";
    }
}
