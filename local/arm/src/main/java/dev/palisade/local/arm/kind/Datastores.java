package dev.palisade.local.arm.kind;

/** A workspace's datastores, which this world only shows, as ARM does: without their credentials. */
final class Datastores implements ResourceKind {
    @Override
    public ResourceType type() {
        return ResourceType.sync(Workspaces.TYPE + "/datastores", ApiVersions.MACHINE_LEARNING, "GET");
    }
}
