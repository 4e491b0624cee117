package dev.palisade.planning;

import dev.palisade.planning.claim.Neighbours;
import dev.palisade.planning.kind.AmlComputeKind;
import dev.palisade.planning.kind.AttachmentKind;
import dev.palisade.planning.kind.ClusterExtensionKind;
import dev.palisade.planning.kind.DatastoreRules;
import dev.palisade.planning.kind.EndpointTrafficKind;
import dev.palisade.planning.kind.InferenceRules;
import dev.palisade.planning.kind.KeyVaultKind;
import dev.palisade.planning.kind.MachineKind;
import dev.palisade.planning.kind.ManagedClusterKind;
import dev.palisade.planning.kind.NetworkSecurityGroupKind;
import dev.palisade.planning.kind.OnlineDeploymentKind;
import dev.palisade.planning.kind.OnlineEndpointKind;
import dev.palisade.planning.kind.QuotaRules;
import dev.palisade.planning.kind.RouteTableKind;
import dev.palisade.planning.kind.ServingCapacityRules;
import dev.palisade.planning.kind.StorageAccountKind;
import dev.palisade.planning.kind.SubnetKind;
import dev.palisade.planning.kind.WebServiceKind;
import dev.palisade.planning.kind.WorkspaceKind;
import dev.palisade.planning.kind.World;
import dev.palisade.planning.observation.Observation;
import dev.palisade.planning.request.Asked;
import dev.palisade.planning.request.RequestType;
import java.util.List;

/**
 * From what is wanted, what is there and what we own to what would be done. A pure function; the same arguments always give the same plan.
 *
 * <p>To observe enough, read what {@link #reads} names and ask again, until it names nothing: some paths are only known from others' answers.
 */
public final class Planner {
    /**
     * The seeds' own order: first the network, then what runs in it, then who may use it. The doors of storage and vault come last in the
     * story, because they close on what must already work: behind the network's verified endpoints and rules, and after everything whose
     * rules could still refuse. They wait for the steps of the network alone, so a cluster's twenty minutes do not leave them open.
     */
    private static final Story STORY = new Story(List.of(
            new WorkspaceKind(),
            new NetworkSecurityGroupKind(),
            new RouteTableKind(),
            new SubnetKind(),
            new AmlComputeKind(),
            new ManagedClusterKind(),
            new ClusterExtensionKind(),
            new AttachmentKind(),
            new MachineKind(),
            new OnlineEndpointKind(),
            new OnlineDeploymentKind(),
            new EndpointTrafficKind(),
            new WebServiceKind(),
            new QuotaRules(),
            new ServingCapacityRules(),
            new InferenceRules(),
            new StorageAccountKind(),
            new DatastoreRules(),
            new KeyVaultKind()));

    /** What must still be seen before there can be a plan. Says nothing once it is enough. */
    public Reads reads(Asked asked, Observation observation, Neighbours neighbours) {
        World world = new World(asked, observation, neighbours);
        plannerOf(asked.type()).plan(world);
        return unread(world);
    }

    /**
     * Everything the preflight has to say, in the document's order, and the plan; without steps if any finding refuses.
     *
     * @throws IllegalStateException if the observation is not enough: absence must not be taken from what was never read
     */
    public PlanResult plan(Asked asked, Observation observation, Neighbours neighbours) {
        World world = new World(asked, observation, neighbours);
        PlanResult result = plannerOf(asked.type()).plan(world);
        if (!unread(world).nothing()) {
            throw new IllegalStateException(
                    "Planning " + asked.environment() + " needs what was not observed: " + unread(world));
        }
        return ScopeRule.check(asked.scopes(), result);
    }

    private static Reads unread(World world) {
        return new Reads(world.unreadPaths(), world.unreadIfAllowed(), world.unreadParents());
    }

    private static RequestPlanner plannerOf(RequestType type) {
        return switch (type) {
            case APPLY, PLAN -> new DocumentPlanner(STORY);
            case DELETE -> new DeletionPlanner();
            case ACCEPT -> new AcceptancePlanner(STORY);
            case RESUME ->
                throw new IllegalArgumentException("A resume is not planned: the ledger says what it undoes");
            default -> new OperationPlanner(STORY);
        };
    }
}
