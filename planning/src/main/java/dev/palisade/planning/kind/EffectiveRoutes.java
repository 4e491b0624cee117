package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.address.Ipv4Block;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Where a route table sends what is for a service: by the longest prefix, a route for the service's tag having the prefixes behind it, and an
 * equal one in figures going before it (Microsoft's page "Virtual network traffic routing").
 *
 * @param routes the customer's own; what none of them is for goes to the Internet
 */
record EffectiveRoutes(List<Route> routes) {
    /** @param prefix a range or a service tag */
    record Route(String name, String prefix, String hop) {
        static Route of(JsonNode route) {
            return new Route(
                    route.path("name").asText(),
                    route.at("/properties/addressPrefix").asText(),
                    route.at("/properties/nextHopType").asText());
        }

        Optional<Ipv4Block> range() {
            return Ipv4Block.parse(prefix);
        }

        private int length() {
            return range().map(Ipv4Block::prefixLength).orElse(0);
        }
    }

    static EffectiveRoutes of(JsonNode table) {
        return new EffectiveRoutes(
                StreamSupport.stream(table.at("/properties/routes").spliterator(), false)
                        .map(Route::of)
                        .toList());
    }

    EffectiveRoutes without(Predicate<Route> which) {
        return new EffectiveRoutes(
                routes.stream().filter(route -> !which.test(route)).toList());
    }

    /**
     * The routes that some of the service's addresses follow.
     *
     * @param addresses behind the tag; empty if they are not known: then only a route for the tag, or else for everything, is sure to be one
     */
    Set<Route> followed(String tag, List<Ipv4Block> addresses) {
        Optional<Route> ofTag = routes.stream()
                .filter(route -> route.range().isEmpty() && PrefixCover.covers(List.of(route.prefix()), List.of(tag)))
                .findFirst();
        if (addresses.isEmpty()) {
            return ofTag.or(() -> longest(route -> route.prefixLength() == 0))
                    .map(Set::of)
                    .orElse(Set.of());
        }
        Set<Route> followed = new LinkedHashSet<>();
        addresses.forEach(range -> followed(range, ofTag).forEach(followed::add));
        return followed;
    }

    private Stream<Route> followed(Ipv4Block range, Optional<Route> ofTag) {
        Optional<Route> exact = longest(range::isSameRange);
        Optional<Route> whole = exact.or(() -> ofTag).or(() -> longest(route -> route.contains(range)));
        Stream<Route> parts = routes.stream()
                .filter(route -> route.range()
                        .filter(part -> range.contains(part) && !range.isSameRange(part))
                        .isPresent());
        return Stream.concat(whole.stream(), parts);
    }

    private Optional<Route> longest(Predicate<Ipv4Block> which) {
        return routes.stream()
                .filter(route -> route.range().filter(which).isPresent())
                .max(Comparator.comparingInt(Route::length));
    }
}
