package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The customer's virtual network, which of its subnets is for what, and who may come in.
 *
 * @param subnets names by role; one subnet may play both
 * @param securityGroup for those of the subnets that have none
 * @param routeTable for those of the subnets that have none
 * @param sshFrom who may reach the nodes of training clusters on port 22
 * @param scoringFrom who may call models that are served from the inference subnet
 * @param forcedTunnelling whether what leaves the training subnets is sent elsewhere than to the Internet, so that Azure Batch needs routes
 * @param outboundRestricted whether the training subnets are denied the Internet but for what Azure Machine Learning needs
 */
public record Network(
        ResourceId virtualNetwork,
        Map<SubnetRole, String> subnets,
        Optional<ResourceId> securityGroup,
        Optional<ResourceId> routeTable,
        List<Address> sshFrom,
        List<Address> scoringFrom,
        boolean forcedTunnelling,
        boolean outboundRestricted) {
    public static final String FIELD = "/network";

    public Network {
        subnets = Collections.unmodifiableMap(new TreeMap<>(subnets));
        sshFrom = List.copyOf(sshFrom);
        scoringFrom = List.copyOf(scoringFrom);
    }

    static Network of(JsonNode node) {
        Map<SubnetRole, String> subnets = new EnumMap<>(SubnetRole.class);
        for (SubnetRole role : SubnetRole.values()) {
            Optional.ofNullable(node.path("subnets").get(role.word()))
                    .ifPresent(name -> subnets.put(role, name.asText()));
        }
        return new Network(
                ResourceId.of(node.path("virtual_network").asText()),
                subnets,
                ResourceId.parse(node.path("security_group").asText()),
                ResourceId.parse(node.path("route_table").asText()),
                Address.allOf(FIELD + "/ssh_from", node.path("ssh_from")),
                Address.allOf(FIELD + "/scoring_from", node.path("scoring_from")),
                node.path("forced_tunnelling").asBoolean(),
                node.path("outbound").asText().equals("restricted"));
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
