package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.util.Locale;

/**
 * The limits that somebody set, as Microsoft.Quota has them: {@code {service's region}/providers/Microsoft.Quota/quotas/{name}}. What nobody
 * set is as generous as a large subscription's, and not listed here. The real service takes a while to grant a limit; here it holds at once.
 */
final class QuotaLimits implements ResourceKind {
    static final String TYPE = "Microsoft.Quota/quotas";
    private static final String LIMIT = "/limit/value";

    @Override
    public ResourceType type() {
        return ResourceType.sync(TYPE, ApiVersions.QUOTA, "GET", "PUT");
    }

    @Override
    public ObjectNode put(Write write) {
        JsonNode limit = write.properties().at(LIMIT);
        if (!limit.isIntegralNumber() || limit.asLong() < 0) {
            throw ArmException.badRequest(
                    "InvalidRequest", "properties.limit.value of a quota is a number that is not negative.");
        }
        write.properties().withObjectProperty("name").put("value", write.id().name());
        return write.body();
    }

    @Override
    public boolean lockable() {
        return false;
    }

    /**
     * The limit of a quota in a region.
     *
     * @param name in any case
     * @param unset what holds if nobody has set one
     */
    static long of(Region region, String namespace, String name, World world, long unset) {
        String id = "/subscriptions/" + region.subscription() + "/providers/" + namespace + "/locations/"
                + region.location() + "/providers/" + TYPE + "/" + name.replace(" ", "");
        return world.find(ResourceId.of(id.toLowerCase(Locale.ROOT)))
                .map(quota -> quota.path("properties").at(LIMIT).asLong())
                .orElse(unset);
    }

    /** A region as one subscription has it: what quotas are of. */
    record Region(String subscription, String location) {
        Region {
            location = Write.normalized(location);
        }

        static Region of(Write write, String location) {
            return new Region(write.id().subscription(), location);
        }

        boolean holds(JsonNode resource) {
            ResourceId id = ResourceId.of(resource.path("id").asText());
            return id.subscription().equalsIgnoreCase(subscription)
                    && Write.normalized(resource.path("location").asText()).equals(location);
        }
    }
}
