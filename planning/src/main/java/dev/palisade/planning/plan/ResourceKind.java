package dev.palisade.planning.plan;

/** The kinds of resource that a step can change. Each has one class in {@code planning} and one in {@code activities}. */
public enum ResourceKind {
    NETWORK_SECURITY_GROUP("Microsoft.Network/networkSecurityGroups"),
    ROUTE_TABLE("Microsoft.Network/routeTables"),
    SUBNET("Microsoft.Network/virtualNetworks/subnets"),
    STORAGE_ACCOUNT("Microsoft.Storage/storageAccounts"),
    KEY_VAULT("Microsoft.KeyVault/vaults"),
    AML_COMPUTE("Microsoft.MachineLearningServices/workspaces/computes"),
    MANAGED_CLUSTER("Microsoft.ContainerService/managedClusters"),
    /** The AzureML extension of a cluster, which an attachment as computeType Kubernetes needs. */
    CLUSTER_EXTENSION("Microsoft.KubernetesConfiguration/extensions"),
    /** A cluster attached to a workspace: computeType AKS in profile seed, Kubernetes in profile current. */
    ATTACHED_CLUSTER("Microsoft.MachineLearningServices/workspaces/computes"),
    /** A machine attached to a workspace: computeType VirtualMachine or HDInsight. */
    ATTACHED_MACHINE("Microsoft.MachineLearningServices/workspaces/computes"),
    ONLINE_ENDPOINT("Microsoft.MachineLearningServices/workspaces/onlineEndpoints"),
    /** One version behind an online endpoint. */
    ONLINE_DEPLOYMENT("Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments"),
    /** An endpoint of the classic services API, profile seed, with all its versions. */
    WEB_SERVICE("Microsoft.MachineLearningServices/workspaces/services");

    private final String armType;

    ResourceKind(String armType) {
        this.armType = armType;
    }

    public String armType() {
        return armType;
    }
}
