package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.address.Ipv4Block;
import dev.palisade.planning.arm.Location;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Azure's list of service tags with the addresses behind them ({@code ServiceTags_List}). It changes every week or so; the region in its path
 * only says whose copy of it is asked for.
 */
record ServiceTagList(Location region, JsonNode list) {
    /**
     * The list's own words for regions that have another name everywhere else: in its {@code region} field, and in the names of AzureCloud's tags
     * alone (Microsoft's page "Virtual network service tags").
     */
    private static final Map<String, String> WORDS = Map.of(
            "brazilsoutheast", "brazilse",
            "francecentral", "centralfrance",
            "francesouth", "southfrance",
            "germanynorth", "germanyn",
            "germanywestcentral", "germanywc",
            "norwayeast", "norwaye",
            "norwaywest", "norwayw",
            "switzerlandnorth", "switzerlandn",
            "switzerlandwest", "switzerlandw");

    /** As the virtual network's subscription and region see it; empty if Azure does not have it, or it has not been read. */
    static Optional<ServiceTagList> of(World world) {
        return read(world, world::find);
    }

    /** The same where a plan can do without. */
    static Optional<ServiceTagList> ifAllowed(World world) {
        return read(world, world::listIfAllowed);
    }

    private static Optional<ServiceTagList> read(World world, Function<String, Optional<JsonNode>> reading) {
        String subscription = world.document().network().virtualNetwork().subscription();
        return VirtualNetwork.of(world)
                .map(VirtualNetwork::location)
                .flatMap(region ->
                        reading.apply(path(subscription, region)).map(list -> new ServiceTagList(region, list)));
    }

    private static String path(String subscription, Location region) {
        return "/subscriptions/" + subscription + "/providers/Microsoft.Network/locations/" + region + "/serviceTags";
    }

    /** The region's tag of a service, without asking whether there is one. */
    static String regional(String service, Location region) {
        return service + "." + region.name();
    }

    /** The name that services' tags have for a region, of the one that AzureCloud's tag has for it. Both in lower case. */
    static String regionOf(String word) {
        return WORDS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(word))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(word);
    }

    /** The region's tag of a service, as the list spells it: {@code BatchNodeManagement.KoreaCentral}. */
    Optional<String> regional(String service) {
        return tags(service).map(tag -> tag.path("name").asText()).findFirst();
    }

    /** The IPv4 prefixes behind the region's tag of a service: what nodes speak. */
    List<Ipv4Block> prefixes(String service) {
        return tags(service).flatMap(ServiceTagList::ranges).toList();
    }

    /** The IPv4 prefixes behind one tag; none if the list does not have it. */
    List<Ipv4Block> behind(String tag) {
        return values().filter(value -> value.path("name").asText().equalsIgnoreCase(tag))
                .flatMap(ServiceTagList::ranges)
                .toList();
    }

    private static Stream<Ipv4Block> ranges(JsonNode tag) {
        return StreamSupport.stream(tag.at("/properties/addressPrefixes").spliterator(), false)
                .flatMap(prefix -> Ipv4Block.parse(prefix.asText()).stream());
    }

    private Stream<JsonNode> values() {
        return StreamSupport.stream(list.path("values").spliterator(), false);
    }

    private Stream<JsonNode> tags(String service) {
        String beginning = service.toLowerCase(Locale.ROOT) + ".";
        String word = WORDS.getOrDefault(region.name(), region.name());
        return values().filter(tag ->
                        tag.path("name").asText().toLowerCase(Locale.ROOT).startsWith(beginning))
                .filter(tag -> List.of(word, region.name())
                        .contains(tag.at("/properties/region").asText().toLowerCase(Locale.ROOT)));
    }
}
