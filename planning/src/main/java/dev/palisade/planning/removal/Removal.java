package dev.palisade.planning.removal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.LedgerClaims;
import dev.palisade.planning.claim.Neighbours.Neighbour;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft;
import dev.palisade.planning.kind.World;
import dev.palisade.planning.ledger.Holding;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.OwnershipTags;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.Overlap;
import dev.palisade.planning.plan.ResourceKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Takes back, or lets go of, what is ours. What neighbours need is left to them; what is gone, or is not as we left it any more, is no longer
 * ours and only told.
 */
public final class Removal {
    private static final Set<ResourceKind> SHARED = Set.of(
            ResourceKind.NETWORK_SECURITY_GROUP,
            ResourceKind.ROUTE_TABLE,
            ResourceKind.SUBNET,
            ResourceKind.STORAGE_ACCOUNT,
            ResourceKind.KEY_VAULT);

    private static final Set<ResourceKind> WRITTEN_WHOLE =
            Set.of(ResourceKind.NETWORK_SECURITY_GROUP, ResourceKind.ROUTE_TABLE, ResourceKind.SUBNET);

    private final World world;
    private final Draft draft;
    private final Set<LedgerEntry> inherited = new LinkedHashSet<>();
    private final List<Taking> takings = new ArrayList<>();

    private Removal(World world, Draft draft) {
        this.world = world;
        this.draft = draft;
    }

    /** Wants the steps that undo what is selected, of all that is ours. */
    public static void takeBack(BiPredicate<ResourceId, Delta> selected, World world, Draft draft) {
        Removal removal = new Removal(world, draft);
        removal.holdings().forEach(holding -> removal.take(holding, selected));
        removal.leaveWhatServes();
        ServedEndpoints.refuse(removal.takings, world, draft);
        new RemovalOrder(world.asked().type(), draft).want(removal.takings);
    }

    /** Forgets that what is selected is ours, and leaves it as it is. */
    public static void release(BiPredicate<ResourceId, Delta> selected, World world, Draft draft) {
        for (Holding holding : new Removal(world, draft).holdings()) {
            List<Delta> changes = holding.selected(selected);
            if (!changes.isEmpty()) {
                holding.references(changes).forEach(draft::release);
                draft.warn(
                        FindingCode.RELEASED,
                        "",
                        Map.of("resource", holding.resource().toString()));
            }
        }
    }

    /** References to what is selected, of all that is ours. */
    public static List<String> references(BiPredicate<ResourceId, Delta> selected, World world, Draft draft) {
        return new Removal(world, draft)
                .holdings().stream()
                        .flatMap(holding -> holding.references(holding.selected(selected)).stream())
                        .toList();
    }

    /** Selects what these references name, as far as it is still ours. */
    public static BiPredicate<ResourceId, Delta> named(Collection<String> references, World world, Draft draft) {
        List<LedgerEntry> ours = new Removal(world, draft)
                .holdings().stream()
                        .flatMap(holding -> holding.entries().stream())
                        .toList();
        List<Holding> named = Holding.of(new Ledger(ours).named(references));
        return (resource, change) -> named.stream()
                .filter(holding -> holding.resource().equals(resource))
                .flatMap(holding -> holding.selected((same, made) -> true).stream())
                .anyMatch(made -> made.place().equalsIgnoreCase(change.place()));
    }

    /** What stays ours to take back stays claimed, even where the document does not ask for it: what others left to us would be nobody's. */
    public static void keepClaims(BiPredicate<ResourceId, Delta> stays, World world, Draft draft) {
        new Removal(world, draft)
                .holdings().stream()
                        .filter(holding ->
                                SHARED.contains(holding.newest().step().kind()))
                        .forEach(holding -> holding.selected(stays).stream()
                                .filter(change ->
                                        change.after() != null && !isClaimed(holding.resource(), change, draft))
                                .forEach(change -> draft.claim(holding.resource(), change)));
    }

    private static boolean isClaimed(ResourceId resource, Delta change, Draft draft) {
        Element element = new Element(resource, change);
        return draft.claims().elements().stream()
                .anyMatch(claimed -> Overlap.same(claimed, element) || Overlap.isPartOf(claimed, element));
    }

    /** True if the ledger says so. */
    public static boolean isCreatedByUs(ResourceId resource, World world) {
        return Holding.of(world.ledger().entries()).stream()
                .anyMatch(holding -> holding.resource().equals(resource)
                        && holding.creation().isPresent());
    }

    /** What neighbours made for all and left to us is older than what we did besides. */
    private List<Holding> holdings() {
        List<LedgerEntry> own = world.ledger().entries();
        parents(own)
                .filter(parent -> !parent.equals(world.asked().environment()))
                .forEach(parent -> inherited.addAll(world.neighbours(parent).inherited()));
        return Holding.of(Stream.concat(inherited.stream(), own.stream()).toList());
    }

    private Stream<ResourceId> parents(List<LedgerEntry> own) {
        Set<ResourceId> parents = new LinkedHashSet<>(draft.claims().parents());
        world.standing().ifPresent(standing -> parents.addAll(standing.claims().parents()));
        parents.addAll(LedgerClaims.of(world.ledger()).parents());
        own.forEach(entry -> parents.add(entry.step().resource().topLevel()));
        return parents.stream();
    }

    private void take(Holding holding, BiPredicate<ResourceId, Delta> selected) {
        List<Delta> changes = holding.selected(selected);
        if (changes.isEmpty()) {
            return;
        }
        Optional<JsonNode> observed = world.find(holding.resource());
        if (observed.isEmpty()) {
            giveUp(FindingCode.ALREADY_GONE, holding, changes, Map.of());
        } else if (holding.creation().isPresent()) {
            takeWhole(holding, standing(holding, observed.get()), observed.get(), selected);
        } else {
            takeChanges(holding, changes, observed.get());
        }
    }

    /** The creation that is there: the newest, unless it did not come so far and an earlier one still stands. */
    private LedgerEntry standing(Holding holding, JsonNode observed) {
        return holding.creations()
                .filter(creation -> isStillOurs(creation, observed))
                .reduce((earlier, later) -> later)
                .orElseGet(() -> holding.creation().orElseThrow());
    }

    private void takeWhole(
            Holding holding, LedgerEntry creation, JsonNode observed, BiPredicate<ResourceId, Delta> selected) {
        Delta made = creation.step().deltas().get(0);
        Optional<Neighbour> keeper = keeper(holding.resource(), made);
        if (!isStillOurs(creation, observed)) {
            giveUp(FindingCode.NOT_AS_WE_LEFT_IT, holding, List.of(made), Map.of("place", "it"));
        } else if (ServedEndpoints.haveForeignVersion(holding.resource(), world)) {
            giveUp(
                    FindingCode.NOT_AS_WE_LEFT_IT,
                    holding,
                    List.of(made),
                    Map.of("place", "its list of versions, one of which somebody else has deployed,"));
        } else if (keeper.isPresent()) {
            keep(holding, made, keeper.get());
        } else if (new SharedRouteTables(holdings(), selected, draft).contain(holding.resource(), observed)) {
            giveUp(
                    FindingCode.NOT_AS_WE_LEFT_IT,
                    holding,
                    List.of(made),
                    Map.of("place", "its routes or subnets, some of which are somebody else's,"));
        } else {
            takings.add(new Taking(holding, List.of(present(creation)), holding.references()));
        }
    }

    /** No version is deleted while it has a share of the traffic that neither the plan takes from it nor its endpoint's end. */
    private void leaveWhatServes() {
        ServedEndpoints.stillServing(takings, world, draft).forEach(taking -> {
            takings.remove(taking);
            giveUp(
                    FindingCode.NOT_AS_WE_LEFT_IT,
                    taking.holding(),
                    List.of(taking.holding()
                            .creation()
                            .orElseThrow()
                            .step()
                            .deltas()
                            .get(0)),
                    Map.of("place", "its endpoint, which stays and sends traffic to it,"));
        });
    }

    private static Delta present(LedgerEntry creation) {
        return new Delta("", null, Identity.of(creation.step().deltas().get(0).after()), null);
    }

    private boolean isStillOurs(LedgerEntry creation, JsonNode observed) {
        String tag = OwnershipTags.read(observed, OwnershipTags.ENVIRONMENT);
        boolean bearsTags = creation.step().kind() != ResourceKind.CLUSTER_EXTENSION;
        boolean tagged = inherited.contains(creation)
                || tag.equals(OwnershipTags.value(world.asked().environment().key()));
        return (tagged || !bearsTags)
                && DeltaComparison.compare(observed, List.of(present(creation))) == DeltaComparison.State.BEFORE;
    }

    private void takeChanges(Holding holding, List<Delta> changes, JsonNode observed) {
        List<Delta> inverse = new ArrayList<>();
        List<Delta> settled = new ArrayList<>();
        for (Delta merged : changes) {
            Delta change = holding.standing(merged, observed);
            Optional<Neighbour> keeper = keeper(holding.resource(), change);
            switch (DeltaComparison.compare(observed, List.of(change.inverse()))) {
                case AFTER -> settled.add(change);
                case OTHER ->
                    giveUp(FindingCode.NOT_AS_WE_LEFT_IT, holding, List.of(change), Map.of("place", change.place()));
                case BEFORE -> {
                    if (keeper.isPresent()) {
                        keep(holding, change, keeper.get());
                    } else {
                        settled.add(change);
                        inverse.add(change.inverse());
                    }
                }
            }
        }
        if (inverse.isEmpty() && !settled.isEmpty() && isToBeMadeGood(holding, observed)) {
            inverse.add(Delta.field("/name", observed.path("name"), observed.path("name")));
        }
        if (inverse.isEmpty()) {
            holding.references(settled).forEach(draft::release);
        } else {
            takings.add(new Taking(holding, inverse, holding.references(settled)));
        }
    }

    /** What Azure took back and then failed at is written once more: what a failed group or table holds besides need not have its effect. */
    private static boolean isToBeMadeGood(Holding holding, JsonNode observed) {
        return WRITTEN_WHOLE.contains(holding.newest().step().kind())
                && World.provisioningState(observed).equalsIgnoreCase("Failed");
    }

    private Optional<Neighbour> keeper(ResourceId resource, Delta change) {
        return resource.topLevel().equals(world.asked().environment())
                ? Optional.empty()
                : world.neighbours(resource).others().stream()
                        .filter(neighbour -> Overlap.needs(neighbour.claims(), new Element(resource, change)))
                        .findFirst();
    }

    private void keep(Holding holding, Delta change, Neighbour neighbour) {
        giveUp(
                FindingCode.KEPT_FOR_NEIGHBOUR,
                holding,
                List.of(change),
                Map.of("place", change.path().isEmpty() ? "it" : change.place(), "neighbour", neighbour.name()));
    }

    private void giveUp(FindingCode code, Holding holding, List<Delta> changes, Map<String, String> arguments) {
        Map<String, String> all = new TreeMap<>(arguments);
        all.put("resource", holding.resource().toString());
        draft.warn(code, "", all);
        holding.references(changes).forEach(draft::release);
    }
}
