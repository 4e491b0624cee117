package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.Network;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.UsedSubnets.Used;
import dev.palisade.planning.plan.Delta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The security group and the route table that the document names: they must be there, in the virtual network's region, and go to the subnets
 * that have none; and the route table that forced tunnelling goes by. What a subnet has already is never overwritten.
 */
final class SubnetAssociations {
    private static final Association SECURITY_GROUP =
            new Association("security group", "networkSecurityGroup", Network.FIELD + "/security_group");
    private static final Association ROUTE_TABLE =
            new Association("route table", UsedSubnets.ROUTE_TABLE, Network.FIELD + "/route_table");

    private final World world;
    private final Draft draft;
    private final List<Named> named = new ArrayList<>();

    private SubnetAssociations(World world, Draft draft) {
        this.world = world;
        this.draft = draft;
    }

    /**
     * @param what for people
     * @param property of a subnet
     * @param field where the document names it
     */
    private record Association(String what, String property, String field) {}

    private record Named(Association association, ResourceId id) {}

    static SubnetAssociations of(World world, Draft draft) {
        SubnetAssociations associations = new SubnetAssociations(world, draft);
        Network network = world.document().network();
        network.securityGroup().ifPresent(id -> associations.add(SECURITY_GROUP, id));
        network.routeTable().ifPresent(id -> associations.add(ROUTE_TABLE, id));
        return associations;
    }

    private void add(Association association, ResourceId id) {
        Optional<JsonNode> observed = world.find(id);
        if (observed.isEmpty()) {
            Map<String, String> arguments = Map.of("what", association.what(), "id", id.toString());
            draft.refuse(FindingCode.RESOURCE_MISSING, association.field(), WhoseMove.YOURS, arguments);
            return;
        }
        Location location = World.location(observed.get());
        VirtualNetwork.of(world)
                .map(VirtualNetwork::location)
                .filter(network -> !network.equals(location))
                .ifPresent(network -> draft.refuse(
                        FindingCode.VIRTUAL_NETWORK_IN_OTHER_REGION,
                        association.field(),
                        WhoseMove.YOURS,
                        Map.of(
                                "network", network.toString(),
                                "other", association.what() + " " + id.name(),
                                "region", location.toString())));
        named.add(new Named(association, id));
    }

    /** What a subnet is to have, has it or not; a finding where it has another one. */
    Stream<Delta> wanted(Used subnet) {
        return Stream.concat(ofDocument(subnet), tunnelling(subnet).stream());
    }

    /** The routes for Azure Batch serve a subnet only while it follows their table, whoever gave it that. */
    private Optional<Delta> tunnelling(Used subnet) {
        return subnet.isTunnelled(world)
                        && named.stream().noneMatch(name -> name.association().equals(ROUTE_TABLE))
                ? subnet.routeTable(world).map(table -> reference(ROUTE_TABLE, table))
                : Optional.empty();
    }

    private Stream<Delta> ofDocument(Used subnet) {
        return named.stream().flatMap(wanted -> {
            Optional<ResourceId> present =
                    subnet.associated(wanted.association().property());
            if (present.isPresent() && !present.get().equals(wanted.id())) {
                refuse(subnet, wanted, present.get());
                return Stream.empty();
            }
            return Stream.of(reference(wanted.association(), present.orElse(wanted.id())));
        });
    }

    private static Delta reference(Association association, ResourceId id) {
        JsonNode reference = JsonNodeFactory.instance.objectNode().put("id", id.toString());
        return Delta.field("/properties/" + association.property(), null, reference);
    }

    private void refuse(Used subnet, Named wanted, ResourceId present) {
        draft.refuse(
                FindingCode.SUBNET_HAS_ANOTHER,
                wanted.association().field(),
                WhoseMove.YOURS,
                Map.of(
                        "subnet", subnet.id().name(),
                        "what", wanted.association().what(),
                        "present", present.toString(),
                        "wanted", wanted.id().name()));
    }

    /** An association is written on either side of it. */
    static List<ResourceId> writes(ResourceId subnet, List<Delta> missing) {
        Stream<ResourceId> others = missing.stream()
                .flatMap(delta -> Stream.ofNullable(delta.after()))
                .flatMap(after -> ResourceId.parse(after.path("id").asText()).stream());
        return Stream.concat(Stream.of(subnet), others).toList();
    }
}
