package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.OwnershipTags;
import dev.palisade.planning.observation.Observation;
import dev.palisade.planning.request.Asked;
import dev.palisade.planning.request.Standing;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a kind may look at while it plans. Lives for one planning and notes what was asked of it and never read. */
public final class World {
    private final Asked asked;
    private final Observation observation;
    private final Neighbours neighbours;
    private final Unread unread;
    private final @Nullable EnvironmentDocument document;

    public World(Asked asked, Observation observation, Neighbours neighbours) {
        this(asked, observation, neighbours, new Unread(new TreeSet<>(), new TreeSet<>(), new TreeSet<>()), null);
    }

    private World(
            Asked asked,
            Observation observation,
            Neighbours neighbours,
            Unread unread,
            @Nullable EnvironmentDocument document) {
        this.asked = asked;
        this.observation = observation;
        this.neighbours = neighbours;
        this.unread = unread;
        this.document = document;
    }

    private record Unread(Set<String> paths, Set<String> ifAllowed, Set<ResourceId> parents) {}

    /** The same world with a desired state to plan for; what is asked of either and was never read, both know. */
    public World towards(EnvironmentDocument desired) {
        return new World(asked, observation, neighbours, unread, desired);
    }

    public Asked asked() {
        return asked;
    }

    /** The desired state, which there is for whoever plans towards one. */
    public EnvironmentDocument document() {
        return Objects.requireNonNull(document, "there is no desired state to plan towards");
    }

    public Ledger ledger() {
        return asked.ledger();
    }

    /** What the environment is by its last request; empty before the first and after a delete. */
    public Optional<Standing> standing() {
        return Optional.ofNullable(asked.standing());
    }

    /**
     * What is known of other environments on the shared thing that a resource is, or is nested in. Nobody, as long as they have not been asked.
     */
    public Held neighbours(ResourceId resource) {
        ResourceId parent = resource.topLevel();
        Held held = neighbours.byParent().get(parent.key());
        if (held == null) {
            unread.parents().add(parent);
            return Held.nobody();
        }
        return held;
    }

    /** Empty if Azure does not have it, and for the time being also if it has not been read. */
    public Optional<JsonNode> find(String path) {
        if (observation.knows(path)) {
            return observation.find(path);
        }
        unread.paths().add(path);
        return Optional.empty();
    }

    public Optional<JsonNode> find(ResourceId id) {
        return find(id.toString());
    }

    /** A collection that a plan can do without. Empty also if we {@link #isForbidden may not list it}. */
    public Optional<JsonNode> listIfAllowed(String path) {
        if (observation.knows(path)) {
            return observation.find(path);
        }
        if (!observation.isForbidden(path)) {
            unread.ifAllowed().add(path);
        }
        return Optional.empty();
    }

    /** True if Azure has refused to list it. */
    public boolean isForbidden(String path) {
        return observation.isForbidden(path);
    }

    /** Paths that were asked for without an answer: while there is any, nothing that was planned counts. */
    public Set<String> unreadPaths() {
        return Collections.unmodifiableSet(unread.paths());
    }

    /** The same for collections that we need not be allowed to list. */
    public Set<String> unreadIfAllowed() {
        return Collections.unmodifiableSet(unread.ifAllowed());
    }

    /** The same for shared things whose neighbours were asked for. */
    public Set<ResourceId> unreadParents() {
        return Collections.unmodifiableSet(unread.parents());
    }

    public Optional<JsonNode> workspace() {
        return find(document().workspace());
    }

    public Optional<Location> workspaceLocation() {
        return workspace().map(World::location);
    }

    static Location location(JsonNode resource) {
        return new Location(resource.path("location").asText());
    }

    boolean isCreatedByThisRequest(JsonNode resource) {
        return OwnershipTags.bears(resource, asked.requestId());
    }

    static boolean isReady(JsonNode resource) {
        return provisioningState(resource).equalsIgnoreCase("Succeeded");
    }

    public static String provisioningState(JsonNode resource) {
        return resource.path("properties").path("provisioningState").asText("Succeeded");
    }

    /** Who began to create a resource, as far as the ledger or its tags tell; empty for somebody else. */
    Optional<String> creator(ResourceId id, JsonNode resource) {
        Optional<String> byLedger = ledger().entries().stream()
                .filter(entry -> entry.step().resource().equals(id))
                .map(entry -> entry.requestId())
                .reduce((earlier, later) -> later);
        String byTag = OwnershipTags.read(resource, OwnershipTags.REQUEST);
        return byLedger.or(() -> byTag.isEmpty() ? Optional.empty() : Optional.of(byTag));
    }
}
