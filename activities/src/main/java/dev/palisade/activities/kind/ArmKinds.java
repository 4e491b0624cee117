package dev.palisade.activities.kind;

import dev.palisade.planning.plan.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The list of all kinds. A new kind is a class and a line here. */
public final class ArmKinds {
    private static final List<ArmKind> ALL = List.of(
            new AmlCompute(),
            new AttachedCluster(),
            new AttachedMachine(),
            new ClusterExtension(),
            new KeyVault(),
            new ManagedCluster(),
            new NetworkSecurityGroup(),
            new OnlineDeployment(),
            new OnlineEndpoint(),
            new RouteTable(),
            new StorageAccount(),
            new Subnet(),
            new WebService());

    private static final Map<ResourceKind, ArmKind> BY_KIND =
            ALL.stream().collect(Collectors.toUnmodifiableMap(ArmKind::kind, Function.identity()));

    private ArmKinds() {}

    public static ArmKind of(ResourceKind kind) {
        return registered(kind, ArmKind.class);
    }

    public static ArmKind.Creatable creatable(ResourceKind kind) {
        return registered(kind, ArmKind.Creatable.class);
    }

    public static ArmKind.Changeable changeable(ResourceKind kind) {
        return registered(kind, ArmKind.Changeable.class);
    }

    private static <K extends ArmKind> K registered(ResourceKind kind, Class<K> role) {
        ArmKind found = BY_KIND.get(kind);
        if (!role.isInstance(found)) {
            throw new IllegalStateException("A plan asks for something of " + kind + " that no class here does ("
                    + role.getSimpleName() + "): planner and worker are of different versions");
        }
        return role.cast(found);
    }
}
