package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.OwnershipTags;
import dev.palisade.planning.observation.Observation;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a kind may look at while it plans. Lives for one planning and notes what was asked of it and never read. */
public final class World {
    private final EnvironmentDocument document;
    private final Observation observation;
    private final Ledger ledger;
    private final String requestId;
    private final Set<String> unread = new TreeSet<>();

    public World(EnvironmentDocument document, Observation observation, Ledger ledger, String requestId) {
        this.document = document;
        this.observation = observation;
        this.ledger = ledger;
        this.requestId = requestId;
    }

    public EnvironmentDocument document() {
        return document;
    }

    /** Empty if Azure does not have it, and for the time being also if it has not been read. */
    public Optional<JsonNode> find(String path) {
        if (observation.knows(path)) {
            return observation.find(path);
        }
        unread.add(path);
        return Optional.empty();
    }

    public Optional<JsonNode> find(ResourceId id) {
        return find(id.toString());
    }

    /** What was asked for without an answer: while there is any, nothing that was planned counts. */
    public Set<String> unread() {
        return Set.copyOf(unread);
    }

    public Optional<JsonNode> workspace() {
        return find(document.workspace());
    }

    public Optional<Location> workspaceLocation() {
        return workspace().map(World::location);
    }

    static Location location(JsonNode resource) {
        return new Location(resource.path("location").asText());
    }

    /** True for a resource that this very request began to create and that is not finished: planned again, it must be a step again. */
    boolean isInTheMaking(JsonNode resource) {
        return OwnershipTags.bears(resource, requestId) && !isReady(resource);
    }

    boolean isCreatedByThisRequest(JsonNode resource) {
        return OwnershipTags.bears(resource, requestId);
    }

    static boolean isReady(JsonNode resource) {
        return provisioningState(resource).equalsIgnoreCase("Succeeded");
    }

    static String provisioningState(JsonNode resource) {
        return resource.path("properties").path("provisioningState").asText("Succeeded");
    }

    /** Who began to create a resource, as far as the ledger or its tags tell; empty for somebody else. */
    Optional<String> creator(ResourceId id, JsonNode resource) {
        Optional<String> byLedger = ledger.entries().stream()
                .filter(entry -> entry.step().resource().equals(id))
                .map(entry -> entry.requestId())
                .reduce((earlier, later) -> later);
        String byTag = OwnershipTags.read(resource, OwnershipTags.REQUEST);
        return byLedger.or(() -> byTag.isEmpty() ? Optional.empty() : Optional.of(byTag));
    }
}
