package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;

/** Load balancers of the standard SKU. What they balance is nothing to this world. */
final class LoadBalancers implements ResourceKind {
    static final String TYPE = "Microsoft.Network/loadBalancers";

    @Override
    public ResourceType type() {
        return ResourceType.network("loadBalancers", null, 5);
    }

    @Override
    public ObjectNode put(Write write) {
        write.requiredLocation();
        NetworkQuota.check(write, TYPE);
        if (!write.body().has("sku")) {
            write.body().putObject("sku").put("name", "Standard").put("tier", "Regional");
        }
        return write.body();
    }

    @Override
    public ArmError inProgress(ResourceId id, Operation running, String operationUrl) {
        return NetworkErrors.inProgress(operationUrl);
    }

    @Override
    public String transientState(boolean creates) {
        return "Updating";
    }
}
