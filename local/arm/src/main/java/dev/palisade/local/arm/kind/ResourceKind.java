package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One kind of resource: the rules and the habits of its service. */
public interface ResourceKind {
    ResourceType type();

    /** What is sent, in the form of what is shown: an envelope, and the properties in it. The body given may be changed. */
    default ObjectNode received(ObjectNode sent) {
        return sent;
    }

    /**
     * Judges a PUT and completes its body.
     *
     * @return what is stored, less id, name, type, entity tag and provisioning state
     * @throws ArmException when the service refuses
     */
    default ObjectNode put(Write write) {
        throw ArmException.of(405, "MethodNotAllowed", "The requested resource does not support http method 'PUT'.");
    }

    /** Judges a PATCH, as {@link #put} does; the body is what was sent, not the merged one. */
    default ObjectNode patch(Write write) {
        throw ArmException.of(405, "MethodNotAllowed", "The requested resource does not support http method 'PATCH'.");
    }

    /** Judges a DELETE of what {@link Write#current} holds. */
    default void delete(Write write) {}

    /** What the resource looks like once its operation succeeded; called with the stored body, returns what is stored. */
    default ObjectNode succeeded(ResourceId id, ObjectNode body, World world, Instant now) {
        return body;
    }

    /** What a GET shows: the stored body and what the service derives from the world. The body given may be changed. */
    default ObjectNode view(ResourceId id, ObjectNode body, World world) {
        return body;
    }

    /** How long this PUT or PATCH takes in simulated time, for a type whose writes are long-running. */
    default Duration duration(LroStyle style, Write write) {
        return style.duration();
    }

    /** How the service words that another write is still running. */
    default ArmError inProgress(ResourceId id, Operation running, String operationUrl) {
        return ArmError.of(
                409,
                "Conflict",
                "The resource " + id + " is being changed by operation " + running.id()
                        + ". Try again when it has ended.");
    }

    /** Why a PUT or PATCH that nothing disturbed fails by itself at its end; empty when it succeeds. */
    default Optional<ArmError> failure(ObjectNode body, World world) {
        return Optional.empty();
    }

    /** Why a DELETE that nothing disturbed fails by itself at its end; empty when it succeeds. */
    default Optional<ArmError> deletionFailure(ObjectNode body, World world) {
        return Optional.empty();
    }

    /** The other resources that go with this one when it is deleted. */
    default List<ResourceId> taken(ObjectNode body) {
        return List.of();
    }

    /**
     * What else changes when a write or a delete of this resource has succeeded; the world already holds its result.
     *
     * @return other resources as they are now stored, or as they come to be there
     */
    default List<ObjectNode> consequences(ResourceId id, World world) {
        return List.of();
    }

    /** How an operation on this resource fails when a fault asks for it and brings no words of its own. */
    default ArmError lateFailure(ObjectNode body) {
        return ArmError.of(500, "InternalServerError", "An error occurred.");
    }

    /** The service's 404 for a resource of this kind. */
    default ArmException notFound(ResourceId id) {
        return ArmException.notFound(id);
    }

    /** The provisioning state while an operation runs. */
    default String transientState(boolean creates) {
        return creates ? "Creating" : "Updating";
    }

    /** Whether a lock at a scope above keeps this from being written; a lock itself may be removed. */
    default boolean lockable() {
        return true;
    }

    /** What is stored of a resource whose operation failed. */
    default ObjectNode failed(ObjectNode body, ArmError error) {
        return body;
    }

    /** The properties that are shown but never stored, because they follow from the world. */
    default List<String> derived() {
        return List.of();
    }
}
