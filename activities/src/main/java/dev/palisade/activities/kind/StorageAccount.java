package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.ArmWrite.Guard;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import java.time.Duration;
import java.util.List;

/**
 * A storage account. {@code StorageAccounts_Update} is a PATCH, but replaces the lists inside {@code networkAcls} whole: each property that a
 * delta touches is sent complete, as it was read, with our elements in it. The service has no etags; what comes between read and write is
 * met by verifying.
 */
final class StorageAccount implements ArmKind.Changeable {
    @Override
    public ResourceKind kind() {
        return ResourceKind.STORAGE_ACCOUNT;
    }

    @Override
    public String noun() {
        return "storage account";
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
