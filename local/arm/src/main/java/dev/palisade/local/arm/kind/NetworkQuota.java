package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.kind.QuotaLimits.Region;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.state.World;
import java.util.Optional;

/**
 * The quotas of Microsoft.Network that clusters use in a region: security groups, public addresses, load balancers. An AKS cluster has one of
 * each in the group of its nodes, which this world does not show.
 */
final class NetworkQuota {
    static final String NAMESPACE = "Microsoft.Network";

    /** What is counted. Only the code of public addresses is documented. */
    private enum Counted {
        SECURITY_GROUPS(
                NetworkSecurityGroups.TYPE,
                "NetworkSecurityGroups",
                "Network Security Groups",
                5000,
                "QuotaExceeded",
                "network security groups"),
        ADDRESSES(
                PublicIpAddresses.TYPE,
                "StandardSkuPublicIpAddresses",
                "Public IP Addresses - Standard",
                1000,
                "PublicIPCountLimitReached",
                "public IP addresses"),
        BALANCERS(
                LoadBalancers.TYPE,
                "StandardSkuLoadBalancers",
                "Standard Sku Load Balancers",
                1000,
                "QuotaExceeded",
                "load balancers");

        private final String type;
        private final String quota;
        private final String words;
        private final long unset;
        private final String code;
        private final String plural;

        Counted(String type, String quota, String words, long unset, String code, String plural) {
            this.type = type;
            this.quota = quota;
            this.words = words;
            this.unset = unset;
            this.code = code;
            this.plural = plural;
        }

        long limit(Region region, World world) {
            return QuotaLimits.of(region, NAMESPACE, quota, world, unset);
        }

        long used(Region region, World world) {
            return world.ofType(type).stream().filter(region::holds).count()
                    + world.ofType(ManagedClusters.TYPE).stream()
                            .filter(region::holds)
                            .count();
        }

        Optional<ArmError> refusal(Region region, World world) {
            long limit = limit(region, world);
            return used(region, world) < limit
                    ? Optional.empty()
                    : Optional.of(ArmError.of(
                            400,
                            code,
                            "Cannot create more than " + limit + " " + plural
                                    + " for this subscription in this region."));
        }
    }

    private NetworkQuota() {}

    /** The answer of {@code GET …/locations/{l}/usages}, of what is counted here. */
    static ObjectNode answer(Region region, World world) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode usages = answer.putArray("value");
        for (Counted counted : Counted.values()) {
            ObjectNode usage = usages.addObject();
            usage.put("currentValue", counted.used(region, world));
            usage.put(
                    "id",
                    "/subscriptions/" + region.subscription() + "/providers/" + NAMESPACE + "/locations/"
                            + region.location() + "/usages/" + counted.quota);
            usage.put("limit", counted.limit(region, world));
            usage.putObject("name").put("localizedValue", counted.words).put("value", counted.quota);
            usage.put("unit", "Count");
        }
        return answer;
    }

    /** Refuses one more of a type than the region's quota allows. */
    static void check(Write write, String type) {
        if (write.creates()) {
            Region region = Region.of(write, write.body().path("location").asText());
            for (Counted counted : Counted.values()) {
                if (counted.type.equals(type)) {
                    counted.refusal(region, write.world()).ifPresent(error -> {
                        throw new ArmException(error);
                    });
                }
            }
        }
    }

    /** Why there cannot be one more of each; empty if there can. */
    static Optional<ArmError> refusal(Region region, World world) {
        for (Counted counted : Counted.values()) {
            Optional<ArmError> refusal = counted.refusal(region, world);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }
}
