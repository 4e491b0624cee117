package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.ClusterAttachment;
import dev.palisade.planning.document.ClusterCreation;
import dev.palisade.planning.document.ClusterCreation.Purpose;
import dev.palisade.planning.document.Deployment;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.NodeRoom.Size;
import dev.palisade.planning.plan.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether what the endpoints of a compute need at their largest has room on its cluster. What AKS keeps of each node and what Azure Machine
 * Learning's own components request is not theirs. GPUs are not counted: Azure's list of sizes does not tell how many one has.
 */
public final class ServingCapacityRules implements Kind {
    /** "Reference for configuring Kubernetes cluster for Azure Machine Learning", related services: requests for inference, less the router. */
    private static final Size COMPONENTS = new Size(870, 1540);

    /** The same table, azureml-fe-v2: one for tests, three for production. */
    private static final Size ROUTER = new Size(900, 800);

    /** What a classic service does without: the extension, and what it puts into each pod. It has the router in the same numbers. */
    private static final Size NOTHING = new Size(0, 0);

    /** The same table, identity-sidecar of each pod. */
    private static final Size SIDECAR = new Size(10, 100);

    @Override
    public void plan(World world, Draft draft) {
        world.document().attachments().forEach(attachment -> check(attachment, world, draft));
    }

    private static void check(ClusterAttachment attachment, World world, Draft draft) {
        List<Deployment> served = world.document().endpoints().stream()
                .filter(endpoint -> endpoint.compute().equals(attachment.name()))
                .flatMap(endpoint -> endpoint.deployments().stream())
                .toList();
        Optional<Size> room = served.isEmpty() ? Optional.empty() : room(attachment.cluster(), world);
        if (room.isEmpty()) {
            return;
        }
        boolean classic = world.document().profile() == Profile.SEED;
        Size overhead =
                (classic ? NOTHING : COMPONENTS).plus(ROUTER.times(attachment.purpose() == Purpose.DEV_TEST ? 1 : 3));
        Size needed = served.stream()
                .map(deployment -> new Size(deployment.milliCores(), deployment.memoryMebibytes())
                        .plus(classic ? NOTHING : SIDECAR)
                        .times(deployment.scaling().max()))
                .reduce(NOTHING, Size::plus);
        Size free = room.get().less(overhead);
        String field = served.get(0).field();
        if (needed.milliCores() > free.milliCores()) {
            refuse("CPU", attachment, field, cores(needed), cores(free), cores(overhead), draft);
        }
        if (needed.mebibytes() > free.mebibytes()) {
            refuse("memory", attachment, field, memory(needed), memory(free), memory(overhead), draft);
        }
    }

    private static void refuse(
            String what,
            ClusterAttachment attachment,
            String field,
            String needed,
            String free,
            String overhead,
            Draft draft) {
        draft.refuse(
                FindingCode.CLUSTER_TOO_SMALL_TO_SERVE,
                field,
                WhoseMove.YOURS,
                Map.of(
                        "compute",
                        attachment.name(),
                        "what",
                        what,
                        "needed",
                        needed,
                        "free",
                        free,
                        "overhead",
                        overhead));
    }

    private static String cores(Size size) {
        return size.milliCores() + "m";
    }

    private static String memory(Size size) {
        return size.mebibytes() + " MiB";
    }

    /** Of a cluster that is there, by its node pools; of one that is to be made, by the document. Empty if a size is not known. */
    private static Optional<Size> room(ResourceId cluster, World world) {
        Optional<JsonNode> existing = world.find(cluster);
        List<Optional<Size>> pools = new ArrayList<>();
        existing.ifPresent(found -> found.at("/properties/agentPoolProfiles")
                .forEach(pool -> pools.add(NodeRoom.of(
                        pool.path("vmSize").asText(),
                        nodes(pool, cluster, found, world),
                        pool.path("maxPods").asInt(NodeRoom.PODS),
                        World.location(found),
                        world))));
        if (existing.isEmpty()) {
            world.workspaceLocation()
                    .ifPresent(location ->
                            asked(cluster, world).ifPresent(created -> pools.add(room(created, location, world))));
        }
        return pools.stream()
                .reduce((one, other) -> one.flatMap(first -> other.map(first::plus)))
                .orElse(Optional.empty());
    }

    /** As many as the pool will have: an automatic scale's most, and in the pool of our own cluster that we scale what the document asks for. */
    private static int nodes(JsonNode pool, ResourceId cluster, JsonNode existing, World world) {
        if (pool.path("enableAutoScaling").asBoolean()) {
            return pool.path("maxCount").asInt();
        }
        boolean scaled = ManagedClusterKind.agentPool(existing).equals(pool);
        return asked(cluster, world)
                .filter(created -> scaled && Owned.isCreated(cluster, world))
                .map(ClusterCreation::agentCount)
                .orElseGet(() -> pool.path("count").asInt());
    }

    private static Optional<ClusterCreation> asked(ResourceId cluster, World world) {
        return world.document()
                .clusters()
                .filter(created ->
                        created.resourceId(world.document().workspace()).equals(cluster))
                .findFirst();
    }

    private static Optional<Size> room(ClusterCreation cluster, Location location, World world) {
        return NodeRoom.of(cluster.vmSize(), cluster.agentCount(), cluster.maxPods(), location, world);
    }
}
