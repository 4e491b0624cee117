package dev.palisade.local.arm.engine;

import dev.palisade.local.arm.kind.ResourceKind;
import dev.palisade.local.arm.model.ResourceId;

/** What a path names. */
sealed interface Target {
    /** One resource. */
    record Resource(ResourceId id, ResourceKind kind) implements Target {}

    /** The resources of a kind in a subscription, a group or a parent. */
    record Collection(ResourceId scope, ResourceKind kind) implements Target {}

    /** Something done with, or asked of, a resource: its last path segment. */
    record Action(ResourceId id, ResourceKind kind, String name) implements Target {}

    /** A long-running operation, by its status URL or its result URL. */
    record OperationStatus(String segment, String id) implements Target {}

    /** What a service says of a region: {@code vmSizes}, {@code usages}, {@code serviceTags}. */
    record Location(ResourceId subscription, String namespace, String location, String noun) implements Target {}
}
