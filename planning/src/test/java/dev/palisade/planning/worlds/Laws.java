package dev.palisade.planning.worlds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What Azure, or good sense, would not have: why a write must not come now. */
final class Laws {
    private final Azure azure;
    /** The world without us: what strangers built on sand is theirs to answer for. */
    private final Azure shadow;

    Laws(Azure azure, Azure shadow) {
        this.azure = azure;
        this.shadow = shadow;
    }

    Optional<String> againstCreation(ResourceId id, JsonNode body) {
        String type = body.at("/properties/computeType").asText();
        String cluster = body.at("/properties/resourceId").asText();
        if (cluster.isEmpty()) {
            return subnetOf(body).filter(subnet -> !azure.has(subnet)).map(subnet -> "there is no " + subnet);
        }
        if (!isReady(cluster)) {
            return Optional.of("the cluster to attach is not there, or not ready");
        }
        if (type.equals("Kubernetes") && extensions(cluster).noneMatch(this::isReady)) {
            return Optional.of("the cluster to attach has no extension that is ready");
        }
        // What we may not list, nobody can hold against us; what a stranger attached to a cluster that has gone holds
        // nothing.
        boolean made = !shadow.has(cluster);
        return attachments(cluster)
                .filter(other ->
                        !other.equals(id.key()) && !((Scene.hidesAttachments(azure) || made) && shadow.has(other)))
                .findFirst()
                .map(other -> "the cluster is attached already as " + other);
    }

    /** @param before the resource as it was */
    Optional<String> againstChange(ResourceId id, JsonNode before, JsonNode after) {
        Set<String> priorities = new HashSet<>();
        for (JsonNode rule : after.at("/properties/securityRules")) {
            if (!priorities.add(rule.at("/properties/priority")
                    + rule.at("/properties/direction").asText())) {
                return Optional.of("two rules have priority " + rule.at("/properties/priority"));
            }
        }
        List<String> prefixes = after.at("/properties/routes").findValuesAsText("addressPrefix");
        if (prefixes.size() > Set.copyOf(prefixes).size()) {
            return Optional.of("two routes have one of these prefixes: " + prefixes);
        }
        return Stream.concat(unreachable(id, before, after), beneathRules(id, before, after))
                .findFirst();
    }

    /** A rule lets a subnet in by its endpoint. */
    private Stream<String> unreachable(ResourceId id, JsonNode before, JsonNode after) {
        String service = id.key().contains("/vaults/") ? "Microsoft.KeyVault" : "Microsoft.Storage";
        Set<String> known = new HashSet<>(rules(before));
        return rules(after).stream()
                .filter(subnet -> !known.contains(subnet) && !hasEndpoint(azure, subnet, service))
                .map(subnet -> "a rule lets in " + subnet + ", which has no endpoint of " + service);
    }

    /** And an endpoint stays as long as a rule of ours needs it: with the door open, nothing depends on it. */
    private Stream<String> beneathRules(ResourceId subnet, JsonNode before, JsonNode after) {
        if (endpoints(before).equals(endpoints(after))) {
            return Stream.empty();
        }
        return azure.where(body -> Doors.isClosed(body) && rules(body).contains(subnet.key())).stream()
                .filter(id -> shadow.find(id)
                        .filter(body -> rules(body).contains(subnet.key()))
                        .isEmpty())
                .map(id -> (id.contains("/vaults/") ? "Microsoft.KeyVault " : "Microsoft.Storage ") + id)
                .filter(needed -> endpoints(after).stream()
                        .noneMatch(service -> isOf(service, needed.substring(0, needed.indexOf(' ')))))
                .map(needed -> "a rule still needs the endpoint: " + needed);
    }

    Optional<String> againstDeletion(ResourceId id) {
        List<String> followers = azure.where(
                body -> Azure.key(body.at("/properties/routeTable/id").asText()).equals(id.key()));
        if (!followers.isEmpty()) {
            return Optional.of("a subnet follows it: " + followers);
        }
        return ourAttachments(id.key())
                .map(attachment -> "it is still attached as " + attachment)
                .findFirst()
                .or(() -> id.key().contains("/extensions/")
                        ? ourAttachments(id.topLevel().key())
                                .filter(compute -> type(compute).equals("kubernetes"))
                                .map(compute -> compute + " still needs it")
                                .findFirst()
                        : Optional.empty());
    }

    private String type(String compute) {
        return Meaning.plain(azure.find(compute).orElseThrow().at("/properties/computeType"));
    }

    /** What was attached without us, or was let go of, is not ours to think of. */
    private Stream<String> ourAttachments(String cluster) {
        return attachments(cluster).filter(attachment -> !shadow.has(attachment));
    }

    private Stream<String> attachments(String cluster) {
        return azure
                .where(body ->
                        Azure.key(body.at("/properties/resourceId").asText()).equals(Azure.key(cluster)))
                .stream();
    }

    private Stream<String> extensions(String cluster) {
        return azure.below(Azure.key(cluster) + "/providers/microsoft.kubernetesconfiguration/extensions");
    }

    private boolean isReady(String id) {
        return azure.find(id)
                .map(body -> body.at("/properties/provisioningState").asText("Succeeded"))
                .filter("Succeeded"::equals)
                .isPresent();
    }

    private static Optional<String> subnetOf(JsonNode body) {
        return Stream.of("/properties/properties/subnet/id", "/properties/agentPoolProfiles/0/vnetSubnetID")
                .map(path -> body.at(path).asText())
                .filter(subnet -> !subnet.isEmpty())
                .findFirst();
    }

    private static List<String> rules(JsonNode resource) {
        return texts(resource.at("/properties/networkAcls/virtualNetworkRules"), "id");
    }

    private static List<String> endpoints(JsonNode subnet) {
        return texts(subnet.at("/properties/serviceEndpoints"), "service");
    }

    static boolean hasEndpoint(Azure azure, String subnet, String service) {
        return azure.find(subnet).stream()
                .flatMap(body -> endpoints(body).stream())
                .anyMatch(present -> isOf(present, service));
    }

    private static boolean isOf(String endpoint, String service) {
        return endpoint.equalsIgnoreCase(service) || endpoint.equalsIgnoreCase(service + ".Global");
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> Azure.key(each.path(field).asText()))
                .toList();
    }

    /** The resource as it would be. */
    static ObjectNode after(ObjectNode resource, List<Delta> deltas) {
        ObjectNode after = resource.deepCopy();
        deltas.forEach(delta -> Meaning.write(after, delta, delta.after()));
        return after;
    }
}
