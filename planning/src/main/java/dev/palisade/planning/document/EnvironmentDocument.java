package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Profile;
import java.util.List;
import java.util.stream.Stream;

/**
 * The desired state of one environment, valid by its schema and with every default filled in.
 *
 * @param name for people
 * @param workspace the identity of the environment
 * @param notBuilt what the document asks for and this version does not do; refused by the rules, never ignored
 */
public record EnvironmentDocument(
        String name,
        Profile profile,
        ResourceId workspace,
        Network network,
        List<StorageLockdown> storage,
        List<Compute> compute,
        List<NotBuilt> notBuilt,
        OnFailure onFailure) {
    public EnvironmentDocument {
        storage = List.copyOf(storage);
        compute = List.copyOf(compute);
        notBuilt = List.copyOf(notBuilt);
    }

    /**
     * Something that the schema names and this version does not do.
     *
     * @param field where it stands, as a JSON Pointer
     * @param what what it would be, in the document's own words
     */
    public record NotBuilt(String field, String what) {}

    /** @param body valid by the schema */
    static EnvironmentDocument of(JsonNode body) {
        return new EnvironmentDocument(
                body.path("name").asText(),
                body.path("profile").asText("current").equals("seed") ? Profile.SEED : Profile.CURRENT,
                ResourceId.of(body.path("workspace").asText()),
                Network.of(body.path("network")),
                StorageLockdown.allOf(body.path("storage")),
                Compute.allOf(body.path("compute")),
                NotBuiltYet.in(body),
                OnFailure.of(body.path("on_failure")));
    }

    /** The canonical name of the environment: the workspace's ARM ID in lower case. */
    public String environmentId() {
        return workspace.key();
    }

    public Stream<AmlCompute> amlComputes() {
        return compute.stream().filter(AmlCompute.class::isInstance).map(AmlCompute.class::cast);
    }

    public Stream<ClusterCreation> clusters() {
        return compute.stream().filter(ClusterCreation.class::isInstance).map(ClusterCreation.class::cast);
    }

    /** The subnets that experiments run in, each once: closed storage stays open to them. */
    public List<SubnetRole> trainingRoles() {
        return Stream.concat(Stream.of(SubnetRole.TRAINING), amlComputes().map(AmlCompute::subnet))
                .filter(role -> network.subnetName(role).isPresent())
                .distinct()
                .toList();
    }
}
