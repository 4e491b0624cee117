package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What Azure Machine Learning does with the computes of one computeType. */
interface ComputeForm {
    /** The word in {@code properties.computeType}. */
    String computeType();

    /** Whether the compute is a resource that the customer brought, which is detached and never deleted. */
    boolean attached();

    /** How long a PUT takes in simulated time. */
    Duration duration();

    /** Judges a PUT and completes {@code properties.properties}. */
    void put(Write write);

    /** What the compute looks like once its operation succeeded. */
    default ObjectNode succeeded(ResourceId id, ObjectNode body, World world, Instant now) {
        return body;
    }

    /** Why the operation fails by itself at its end; empty when it succeeds. */
    default Optional<ArmError> failure(ObjectNode body, World world) {
        return Optional.empty();
    }

    /** What a GET shows of the nested settings, which follow from the world. */
    default void show(ObjectNode body, World world) {}

    /** Why its deletion fails by itself at its end; empty when it succeeds. */
    default Optional<ArmError> deletionFailure(ObjectNode body, World world) {
        return Optional.empty();
    }

    /** What the success of a write changes besides: computes that it breaks, resources that come with it. */
    default List<ObjectNode> changed(ObjectNode body, World world) {
        return List.of();
    }

    /** The resources that go with it. */
    default List<ResourceId> taken(ObjectNode body) {
        return List.of();
    }

    /** How an operation fails when a fault asks for it and brings no words of its own. */
    ArmError lateFailure();
}
