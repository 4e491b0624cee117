package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Profile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The desired state of one environment, valid by its schema and with every default filled in.
 *
 * @param name for people
 * @param workspace the identity of the environment
 * @param keyVault empty to leave the workspace's vault alone
 * @param privateInference whether serving reaches closed storage accounts by ways that others made
 * @param prune whether what Palisade created and the document does not ask for any more is deleted
 */
public record EnvironmentDocument(
        String name,
        Profile profile,
        ResourceId workspace,
        Network network,
        List<StorageAccess> storage,
        Optional<KeyVaultAccess> keyVault,
        List<Compute> compute,
        List<Endpoint> endpoints,
        boolean privateInference,
        boolean prune,
        OnFailure onFailure) {
    public EnvironmentDocument {
        storage = List.copyOf(storage);
        compute = List.copyOf(compute);
        endpoints = List.copyOf(endpoints);
    }

    /** @param body valid by the schema */
    static EnvironmentDocument of(JsonNode body) {
        return new EnvironmentDocument(
                body.path("name").asText(),
                body.path("profile").asText("current").equals("seed") ? Profile.SEED : Profile.CURRENT,
                ResourceId.of(body.path("workspace").asText()),
                Network.of(body.path("network")),
                StorageAccess.allOf(body.path("storage")),
                KeyVaultAccess.of(body.path("key_vault")),
                Compute.allOf(body.path("compute")),
                Endpoint.allOf(body.path("endpoints")),
                body.path("inference_storage").asText().equals("private"),
                body.path("prune").asBoolean(false),
                OnFailure.of(body.path("on_failure")));
    }

    /** The canonical name of the environment: the workspace's ARM ID in lower case. */
    public String environmentId() {
        return workspace.key();
    }

    public Stream<AmlCompute> amlComputes() {
        return only(AmlCompute.class);
    }

    /** The clusters to create. */
    public Stream<ClusterCreation> clusters() {
        return only(ClusterCreation.class);
    }

    /** What is created in a subnet, in the document's order. */
    public Stream<SubnetCompute> subnetComputes() {
        return only(SubnetCompute.class);
    }

    /** The clusters that become computes of the workspace, those that the document creates and those that are there, in its order. */
    public List<ClusterAttachment> attachments() {
        return compute.stream()
                .flatMap(each -> each instanceof ClusterCreation cluster
                        ? cluster.attachment(workspace).stream()
                        : Stream.of(each)
                                .filter(ClusterAttachment.class::isInstance)
                                .map(ClusterAttachment.class::cast))
                .toList();
    }

    /** The machines that become computes of the workspace. */
    public Stream<MachineAttachment> machines() {
        return only(MachineAttachment.class);
    }

    /** The accounts that are closed to all but selected networks. */
    public List<StorageAccess> closedStorage() {
        return storage.stream().filter(StorageAccess::closes).toList();
    }

    /** The subnets that experiments run in, each once: closed storage and a closed vault stay open to them. */
    public List<SubnetRole> trainingRoles() {
        return named(Stream.concat(Stream.of(SubnetRole.TRAINING), amlComputes().map(AmlCompute::subnet)));
    }

    /** The subnets that something runs in, each once. */
    public List<SubnetRole> usedRoles() {
        return named(Stream.concat(trainingRoles().stream(), subnetComputes().map(SubnetCompute::subnet)));
    }

    private List<SubnetRole> named(Stream<SubnetRole> roles) {
        return roles.filter(role -> network.subnetName(role).isPresent())
                .distinct()
                .toList();
    }

    private <T> Stream<T> only(Class<T> kind) {
        return compute.stream().filter(kind::isInstance).map(kind::cast);
    }
}
