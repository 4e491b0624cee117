package dev.palisade.planning.document;

/** A compute target that is created in one of the environment's subnets. */
public sealed interface SubnetCompute extends Compute permits AmlCompute, ClusterCreation {
    /** The role of the subnet that it runs in. */
    SubnetRole subnet();

    /** Where the document says, or by default leaves unsaid, the subnet. */
    String subnetField();
}
