package dev.palisade.planning.kind;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.Holding;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.OwnershipTags;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.Overlap;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step.Action;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Palisade created for this environment, by the ledger or, while a creation has not ended well, by the tags. */
final class Owned {
    private static final List<String> WRECKED = List.of("failed", "canceled");

    private Owned() {}

    /**
     * True if the ledger says that Palisade created it for this environment, and its tags do not say otherwise: what only bears tags may have
     * been copied from us, and what does not bear them was made again by somebody else under the same name.
     */
    static boolean isCreated(ResourceId id, World world) {
        return creations(id, world).anyMatch(entry -> entry.ownership() == Ownership.CREATED)
                && (isWithoutTags(id)
                        || world.find(id)
                                .filter(found -> bearsOurTags(found, world))
                                .isPresent());
    }

    private static boolean isWithoutTags(ResourceId id) {
        return id.isOfType(ResourceKind.CLUSTER_EXTENSION.armType());
    }

    private static boolean bearsOurTags(JsonNode resource, World world) {
        String environment = OwnershipTags.value(world.document().workspace().key());
        return OwnershipTags.read(resource, OwnershipTags.ENVIRONMENT).equals(environment);
    }

    /** The references of the ledger's entries that a step settles which takes the resource away. */
    static List<String> references(ResourceId id, World world) {
        return creations(id, world).map(LedgerEntry::reference).toList();
    }

    /**
     * True if the resource is to be created: it is not there, or is what this very request has begun and not finished, or is what is left of an
     * earlier creation of ours that failed. The last is written over: the begin of the step knows it by the same tags.
     */
    static boolean isToBeMade(ResourceId id, Optional<JsonNode> resource, World world) {
        return resource.isEmpty() || isBegun(id, resource.get(), world) || isWreck(id, resource.get(), world);
    }

    /**
     * The same for what others live by as soon as it stands. One that failed long after it was created is not what is left of a creation: it is
     * written again as a change, which no undo takes for a reason to delete it.
     */
    static boolean isToBeCreated(ResourceId id, Optional<JsonNode> resource, World world) {
        return resource.isEmpty() || isBegun(id, resource.get(), world);
    }

    /** True if it is ours, and its last write has failed. */
    static boolean isToBeMended(ResourceId id, JsonNode resource, World world) {
        return isCreated(id, world) && WRECKED.stream().anyMatch(World.provisioningState(resource)::equalsIgnoreCase);
    }

    /** The names of the tags that Palisade has ever written to it: what others tagged it with is theirs. */
    static Set<String> tags(ResourceId id, World world) {
        return world.ledger().entries().stream()
                .filter(entry -> entry.step().resource().equals(id))
                .flatMap(entry -> entry.step().deltas().stream())
                .flatMap(delta -> delta.path().startsWith("/tags/")
                        ? Stream.of(JsonPointer.compile(delta.path()).last().getMatchingProperty())
                        : names(delta.after()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> names(@Nullable JsonNode body) {
        return body == null
                ? Stream.empty()
                : body.path("tags").properties().stream().map(Map.Entry::getKey);
    }

    /**
     * True if this request created it, at whatever attempt: then it is neither a step any more nor somebody's that was found. An extension has
     * no tags, so that the ledger's word must do.
     */
    static boolean isCreatedByThisRequest(ResourceId id, JsonNode resource, World world) {
        return isWithoutTags(id)
                ? creations(id, world).anyMatch(entry -> isOfThisRequest(entry, world))
                : world.isCreatedByThisRequest(resource);
    }

    /**
     * True if something that the document does not ask for goes with this plan: the document prunes, it is as we left it, and no neighbour needs
     * it.
     *
     * @param place of the field, or of the element of a list, in its resource
     */
    static boolean isPruned(ResourceId id, String place, JsonNode resource, World world) {
        return world.asked().type().carriesDocument()
                && world.document().prune()
                && changes(id, world)
                        .filter(change -> change.place().equalsIgnoreCase(place))
                        .filter(change ->
                                DeltaComparison.compare(resource, List.of(change)) == DeltaComparison.State.AFTER)
                        .anyMatch(change -> world.neighbours(id).others().stream()
                                .noneMatch(other -> Overlap.needs(other.claims(), new Element(id, change))));
    }

    /** What is ours of it, be it left to us or made by ourselves. */
    private static Stream<Delta> changes(ResourceId id, World world) {
        List<LedgerEntry> ours = Stream.concat(
                        world.neighbours(id).inherited().stream(), world.ledger().entries().stream())
                .toList();
        return Holding.of(ours).stream()
                .filter(holding -> holding.resource().equals(id))
                .flatMap(holding -> holding.changes().stream());
    }

    private static boolean isBegun(ResourceId id, JsonNode resource, World world) {
        return !World.isReady(resource) && isCreatedByThisRequest(id, resource, world);
    }

    private static boolean isWreck(ResourceId id, JsonNode resource, World world) {
        return WRECKED.stream().anyMatch(World.provisioningState(resource)::equalsIgnoreCase)
                && (bearsOurTags(resource, world) || isCreated(id, world));
    }

    private static boolean isOfThisRequest(LedgerEntry entry, World world) {
        return entry.requestId().equals(world.asked().requestId()) && entry.ownership() != Ownership.ADOPTED;
    }

    private static Stream<LedgerEntry> creations(ResourceId id, World world) {
        return world.ledger().entries().stream()
                .filter(entry -> entry.step().action() == Action.CREATE
                        && entry.step().resource().equals(id));
    }
}
