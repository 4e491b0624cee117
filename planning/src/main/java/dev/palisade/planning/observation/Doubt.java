package dev.palisade.planning.observation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.Holding;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.ledger.OwnershipTags;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.request.Asked;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A reading of a resource that is not as Palisade left it. Somebody has changed it since, or Azure has answered with what was before: which of
 * the two, only a later reading can tell.
 *
 * @param reading what is doubted, in words for operators
 */
public record Doubt(ResourceId resource, ResourceKind kind, String reading) {

    private static final Set<String> ENDED = Set.of("succeeded", "failed", "canceled");

    /** Of what was read; what the ledger names and was not read is not doubted. */
    public static List<Doubt> of(Asked asked, Observation observation) {
        List<Holding> left = Holding.of(asked.ledger().entries());
        Stream<Doubt> changed = left.stream()
                .filter(holding -> observation.knows(holding.resource().key()))
                .filter(holding -> holding.entries().stream().allMatch(entry -> entry.state() == State.STANDING))
                .flatMap(holding -> changed(holding, observation.find(holding.resource())).stream());
        Set<ResourceId> known = asked.ledger().entries().stream()
                .filter(LedgerEntry::owns)
                .map(entry -> entry.step().resource())
                .collect(Collectors.toSet());
        Stream<Doubt> takenAway = observation.bodies().entrySet().stream()
                .filter(read -> bearsTagsOfOurs(read.getValue(), asked))
                .flatMap(read -> ResourceId.parse(read.getKey()).stream())
                .filter(resource -> !known.contains(resource))
                .flatMap(resource -> takenAway(resource).stream());
        return Stream.concat(changed, takenAway).toList();
    }

    private static Optional<Doubt> changed(Holding holding, Optional<JsonNode> observed) {
        boolean created = holding.creation().isPresent();
        if (created && observed.isEmpty()) {
            return Optional.of(doubt(holding, "it is not there"));
        }
        String elsewhere = (created ? holding.sinceCreation() : holding)
                .changes().stream()
                        .filter(change -> DeltaComparison.compare(observed.orElse(null), List.of(change))
                                != DeltaComparison.State.AFTER)
                        .map(change -> change.place() + " is not as it was left")
                        .collect(Collectors.joining("; "));
        return elsewhere.isEmpty()
                ? observed.map(Doubt::state)
                        .filter(state -> !ENDED.contains(state.toLowerCase(Locale.ROOT)))
                        .map(state -> doubt(holding, "it is " + state + ", though what was done to it has ended"))
                : Optional.of(doubt(holding, elsewhere));
    }

    /** What has no state is at rest. */
    private static String state(JsonNode resource) {
        return resource.at("/properties/provisioningState").asText("Succeeded");
    }

    private static Doubt doubt(Holding holding, String reading) {
        return new Doubt(holding.resource(), holding.newest().step().kind(), reading);
    }

    /** Of whatever request, this one too: an earlier attempt at it may have been taken back. */
    private static boolean bearsTagsOfOurs(JsonNode resource, Asked asked) {
        return OwnershipTags.read(resource, OwnershipTags.ENVIRONMENT)
                .equals(OwnershipTags.value(asked.environment().key()));
    }

    private static Optional<Doubt> takenAway(ResourceId resource) {
        return Arrays.stream(ResourceKind.values())
                .filter(kind -> resource.isOfType(kind.armType()))
                .findFirst()
                .map(kind -> new Doubt(resource, kind, "it is there, with our tags, and the ledger does not know it"));
    }
}
