package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Management locks, at any scope, inherited by all below it. */
public final class Locks implements ResourceKind {
    public static final String TYPE = "Microsoft.Authorization/locks";
    private static final String READ_ONLY = "ReadOnly";
    private static final Set<String> LEVELS = Set.of("CanNotDelete", READ_ONLY);

    @Override
    public ResourceType type() {
        return ResourceType.sync(TYPE, ApiVersions.LOCKS, "GET", "PUT", "DELETE");
    }

    @Override
    public ObjectNode put(Write write) {
        String level = write.properties().path("level").asText();
        if (!LEVELS.contains(level)) {
            throw ArmException.badRequest(
                    "InvalidLockLevel",
                    "The lock level '" + level + "' is invalid. Supported are CanNotDelete and ReadOnly.");
        }
        write.body().remove(List.of("location", "tags"));
        return write.body();
    }

    @Override
    public boolean lockable() {
        return false;
    }

    @Override
    public ArmException notFound(ResourceId id) {
        return ArmException.of(404, "LockNotFound", "The lock '" + id.name() + "' could not be found.");
    }

    /** The locks at this scope and above it, and unless {@code atScope} also those below. */
    public static List<ObjectNode> at(ResourceId scope, boolean atScope, World world) {
        return world.ofType(TYPE).stream()
                .filter(lock -> scope.isWithin(scopeOf(lock))
                        || (!atScope && scopeOf(lock).isWithin(scope)))
                .toList();
    }

    /** Refuses a write or a delete that a lock forbids; a delete also takes what lies below. */
    public static void enforce(ResourceId id, boolean delete, World world) {
        refusal(id, delete, world).ifPresent(error -> {
            throw new ArmException(error);
        });
    }

    static Optional<ArmError> refusal(ResourceId id, boolean delete, World world) {
        List<String> scopes = at(id, !delete, world).stream()
                .filter(lock -> delete || lock.at("/properties/level").asText().equals(READ_ONLY))
                .map(lock -> scopeOf(lock).toString())
                .toList();
        return scopes.isEmpty()
                ? Optional.empty()
                : Optional.of(ArmError.of(
                        409,
                        "ScopeLocked",
                        "The scope '" + id + "' cannot perform " + (delete ? "delete" : "write")
                                + " operation because following scope(s) are locked: '" + String.join("', '", scopes)
                                + "'. Please remove the lock and try again."));
    }

    private static ResourceId scopeOf(ObjectNode lock) {
        return ResourceId.of(lock.path("id").asText()).parent().orElseThrow();
    }
}
