package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.ArmWrite.Guard;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import java.time.Duration;
import java.util.List;

/** A key vault. {@code Vaults_Update} treats {@code networkAcls} as that of a storage account is treated, and has no etags either. */
final class KeyVault implements ArmKind.Changeable {
    @Override
    public ResourceKind kind() {
        return ResourceKind.KEY_VAULT;
    }

    @Override
    public String noun() {
        return "key vault";
    }

    @Override
    public Duration settlingWindow() {
        return Duration.ofSeconds(30);
    }

    @Override
    public ArmWrite change(ResourceId resource, JsonNode read, List<Delta> deltas) {
        return ArmWrite.patch(resource, Firewall.patch(read, deltas), Guard.NONE);
    }
}
