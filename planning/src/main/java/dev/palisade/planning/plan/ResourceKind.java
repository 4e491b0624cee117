package dev.palisade.planning.plan;

/** The kinds of resource that a step can change. Each has one class in {@code planning} and one in {@code activities}. */
public enum ResourceKind {
    SUBNET("Microsoft.Network/virtualNetworks/subnets"),
    STORAGE_ACCOUNT("Microsoft.Storage/storageAccounts"),
    AML_COMPUTE("Microsoft.MachineLearningServices/workspaces/computes"),
    MANAGED_CLUSTER("Microsoft.ContainerService/managedClusters");

    private final String armType;

    ResourceKind(String armType) {
        this.armType = armType;
    }

    public String armType() {
        return armType;
    }
}
