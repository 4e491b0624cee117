package dev.palisade.local.arm.kind;

/** Azure Machine Learning workspaces, which this world only shows. */
final class Workspaces implements ResourceKind {
    static final String TYPE = "Microsoft.MachineLearningServices/workspaces";

    @Override
    public ResourceType type() {
        return ResourceType.sync(TYPE, ApiVersions.MACHINE_LEARNING, "GET");
    }
}
