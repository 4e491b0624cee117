package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The customer's virtual network and which of its subnets is for what.
 *
 * @param subnets names by role; one subnet may play both
 */
public record Network(ResourceId virtualNetwork, Map<SubnetRole, String> subnets) {
    public static final String FIELD = "/network";

    public Network {
        subnets = Map.copyOf(subnets);
    }

    static Network of(JsonNode node) {
        Map<SubnetRole, String> subnets = new EnumMap<>(SubnetRole.class);
        for (SubnetRole role : SubnetRole.values()) {
            Optional.ofNullable(node.path("subnets").get(role.word()))
                    .ifPresent(name -> subnets.put(role, name.asText()));
        }
        return new Network(ResourceId.of(node.path("virtual_network").asText()), subnets);
    }

    public Optional<String> subnetName(SubnetRole role) {
        return Optional.ofNullable(subnets.get(role));
    }

    public Optional<ResourceId> subnetId(SubnetRole role) {
        return subnetName(role).map(name -> virtualNetwork.child("subnets", name));
    }

    public static String subnetField(SubnetRole role) {
        return FIELD + "/subnets/" + role.word();
    }
}
