package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.address.Ipv4Block;
import dev.palisade.planning.kind.EffectiveRoutes.Route;
import dev.palisade.planning.plan.Profile;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A route that keeps an Azure service's addresses from being sent where all other traffic is.
 *
 * @param service a word for it, part of the route's name
 */
record NeededRoute(String service, Ipv4Block prefix) {
    static final String HOP = "Internet";

    private static final String OURS = "palisade-";
    /** What Azure schedules on the nodes from: the services whose answers must come back the way that their questions came. */
    private static final Map<Profile, List<Tunnelled>> SERVICES = Map.of(
            Profile.SEED, List.of(new Tunnelled("batch", "BatchNodeManagement")),
            Profile.CURRENT, List.of(new Tunnelled("batch", "BatchNodeManagement")));

    /**
     * A service that is reached directly.
     *
     * @param word part of the names of its routes
     * @param tag of its addresses, of which the region's are meant
     */
    record Tunnelled(String word, String tag) {
        Stream<NeededRoute> routes(ServiceTagList tags) {
            return tags.prefixes(tag).stream().map(prefix -> new NeededRoute(word, prefix));
        }
    }

    static List<Tunnelled> services(Profile profile) {
        return SERVICES.getOrDefault(profile, List.of());
    }

    /** True for what only we write: anybody may begin a name as we do. */
    static boolean isOurs(Route route) {
        return route.hop().equalsIgnoreCase(HOP)
                && route.range().filter(range -> isNamed(route.name(), range)).isPresent();
    }

    private static boolean isNamed(String name, Ipv4Block range) {
        return SERVICES.values().stream()
                .flatMap(List::stream)
                .map(service -> new NeededRoute(service.word(), range).name())
                .anyMatch(name::equalsIgnoreCase);
    }

    /** The name says all of the content, so that two environments that need the same need one route. */
    String name() {
        return OURS + service + "-" + prefix.toString().replace('/', '_');
    }

    /** The route as an element of {@code routes}: Microsoft.Network, RouteTables_CreateOrUpdate, API version 2025-03-01. */
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", name());
        body.putObject("properties").put("addressPrefix", prefix.toString()).put("nextHopType", HOP);
        return body;
    }
}
