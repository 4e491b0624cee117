package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a workspace registers under a name: the container of all versions of a model, an environment or code. */
record Assets(String collection) implements ResourceKind {
    @Override
    public ResourceType type() {
        return ResourceType.sync(
                Workspaces.TYPE + "/" + collection, ApiVersions.MACHINE_LEARNING, "GET", "PUT", "DELETE");
    }

    @Override
    public ObjectNode put(Write write) {
        write.properties()
                .put("isArchived", write.properties().path("isArchived").asBoolean(false));
        return write.body();
    }
}
