package dev.palisade.local.arm.kind;

import dev.palisade.local.arm.model.ResourceId;

/** Resource groups, which this world only shows. */
final class ResourceGroups implements ResourceKind {
    @Override
    public ResourceType type() {
        return ResourceType.sync(ResourceId.RESOURCE_GROUP, ApiVersions.RESOURCE_GROUPS, "GET");
    }
}
