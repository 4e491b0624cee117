package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who holds which addresses of a subnet. */
record AddressBook(List<AddressUser> users) {
    List<String> configurations(World world, ResourceId subnet, @Nullable ResourceId except) {
        return users.stream()
                .flatMap(user -> user.uses(world).stream())
                .filter(use -> use.subnet().key().equals(subnet.key()))
                .filter(use -> except == null || !use.holder().key().equals(except.key()))
                .flatMap(use -> use.configurations().stream())
                .toList();
    }

    int used(World world, ResourceId subnet, @Nullable ResourceId except) {
        return configurations(world, subnet, except).size();
    }

    /** The addresses left for a resource, its own not counted as taken. */
    int free(World world, ResourceId subnet, @Nullable ResourceId except) {
        return Cidr.stored(prefixOf(world.find(subnet).orElseThrow())).usable() - used(world, subnet, except);
    }

    /** A subnet's prefix, which Azure holds in one of two fields. */
    static String prefixOf(JsonNode subnet) {
        JsonNode properties = subnet.path("properties");
        return properties
                .path("addressPrefix")
                .asText(properties.path("addressPrefixes").path(0).asText());
    }
}
