package dev.palisade.planning.removal;

import dev.palisade.planning.kind.Draft;
import dev.palisade.planning.kind.Draft.Wanted;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.plan.Step.Undo;
import dev.palisade.planning.request.RequestType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The order in which things go: nothing while something stands on it. What runs in the network goes before the doors that let it reach its
 * storage, the doors before the endpoints that they let in, and last the routes and rules that held the subnets.
 */
final class RemovalOrder {
    private static final List<ResourceKind> ORDER = List.of(
            ResourceKind.ONLINE_DEPLOYMENT,
            ResourceKind.ONLINE_ENDPOINT,
            ResourceKind.WEB_SERVICE,
            ResourceKind.ATTACHED_CLUSTER,
            ResourceKind.ATTACHED_MACHINE,
            ResourceKind.CLUSTER_EXTENSION,
            ResourceKind.MANAGED_CLUSTER,
            ResourceKind.AML_COMPUTE,
            ResourceKind.STORAGE_ACCOUNT,
            ResourceKind.KEY_VAULT,
            ResourceKind.SUBNET,
            ResourceKind.ROUTE_TABLE,
            ResourceKind.NETWORK_SECURITY_GROUP);

    private final RequestType request;
    private final Draft draft;
    private final List<Step> removals = new ArrayList<>();

    RemovalOrder(RequestType request, Draft draft) {
        this.request = request;
        this.draft = draft;
    }

    void want(List<Taking> takings) {
        withoutDoomed(takings).stream()
                .sorted(Comparator.comparing(taking -> ORDER.indexOf(taking.kind())))
                .forEach(this::want);
    }

    /** An extension goes with its cluster, and a version with its endpoint, whatever its share of the traffic. */
    private static List<Taking> withoutDoomed(List<Taking> takings) {
        List<Taking> rest = new ArrayList<>(takings);
        for (Taking whole : takings) {
            List<Taking> doomed = takings.stream()
                    .filter(taking -> whole.isWhole() && goesWith(taking, whole))
                    .toList();
            rest.removeAll(doomed);
            rest.replaceAll(taking -> taking.equals(whole) ? whole.settlingAlso(doomed) : taking);
        }
        return rest;
    }

    private static boolean goesWith(Taking taking, Taking whole) {
        return switch (taking.kind()) {
            case CLUSTER_EXTENSION ->
                whole.kind() == ResourceKind.MANAGED_CLUSTER
                        && taking.resource().topLevel().equals(whole.resource());
            case ONLINE_DEPLOYMENT ->
                whole.kind() == ResourceKind.ONLINE_ENDPOINT
                        && taking.resource().parent().equals(whole.resource());
            default -> false;
        };
    }

    /** What is wanted of the same resource comes first, as a step of its own, since that one leaves something that is ours. */
    private void want(Taking taking) {
        boolean wantedToo =
                draft.wanted().stream().anyMatch(wanted -> wanted.step().id().equals(taking.stepId()));
        String id = wantedToo || mayHaveBeenWanted(taking) ? taking.stepId() + "/take-back" : taking.stepId();
        Step step = step(taking, id, wantedToo ? List.of(taking.stepId()) : List.of());
        removals.add(step);
        draft.want(new Wanted(step, "", List.of(taking.resource()), List.of()));
    }

    /**
     * An earlier plan of the same request may have wanted something of it besides, and have got it: under one id, the ledger would take that for
     * taken back as well. A delete wants nothing.
     */
    private boolean mayHaveBeenWanted(Taking taking) {
        return request != RequestType.DELETE && !taking.isWhole();
    }

    private Step step(Taking taking, String id, List<String> first) {
        return new Step(
                id,
                taking.kind(),
                taking.isWhole() ? Action.DELETE : Action.UPDATE,
                taking.resource(),
                RemovalText.title(taking),
                taking.deltas(),
                Stream.concat(first.stream(), dependsOn(taking).stream()).toList(),
                taking.isWhole() ? Undo.NONE : Undo.REVERT_DELTAS,
                taking.effect(),
                RemovalText.typical(taking),
                RemovalText.impact(taking),
                taking.references());
    }

    private List<String> dependsOn(Taking taking) {
        return draft.steps().stream()
                .filter(this::mayLeanOn)
                .filter(earlier -> standsOn(earlier, taking))
                .map(Step::id)
                .toList();
    }

    /**
     * True for what is taken back, and for what the plan does besides that ends a need: a door that it opens, or closes to other networks, lets
     * this subnet in until that is done; and what it attaches anew it detaches first.
     */
    private boolean mayLeanOn(Step earlier) {
        return removals.contains(earlier)
                || isDoor(earlier.kind())
                || earlier.kind() == ResourceKind.ONLINE_ENDPOINT
                || earlier.action() == Action.DELETE;
    }

    /** Of the earlier ones: what runs somewhere stands on everything beneath; and of one virtual network Azure takes one write at a time. */
    private static boolean standsOn(Step earlier, Taking taking) {
        return switch (taking.kind()) {
            case ONLINE_ENDPOINT, WEB_SERVICE, ATTACHED_MACHINE, AML_COMPUTE -> false;
            // Its share is taken from it first.
            case ONLINE_DEPLOYMENT ->
                earlier.resource().equals(taking.resource().parent());
            case ATTACHED_CLUSTER ->
                earlier.kind() == ResourceKind.ONLINE_ENDPOINT || earlier.kind() == ResourceKind.WEB_SERVICE;
            case CLUSTER_EXTENSION, MANAGED_CLUSTER ->
                earlier.kind() == ResourceKind.ATTACHED_CLUSTER
                        || earlier.resource()
                                .topLevel()
                                .equals(taking.resource().topLevel());
            case STORAGE_ACCOUNT, KEY_VAULT -> !isDoor(earlier.kind());
            case SUBNET, ROUTE_TABLE, NETWORK_SECURITY_GROUP -> true;
        };
    }

    private static boolean isDoor(ResourceKind kind) {
        return kind == ResourceKind.STORAGE_ACCOUNT || kind == ResourceKind.KEY_VAULT;
    }
}
