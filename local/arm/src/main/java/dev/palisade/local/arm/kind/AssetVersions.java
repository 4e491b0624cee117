package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** One version of a registered model, environment or code. What it points to is fixed; only words and tags about it change. */
record AssetVersions(String collection) implements ResourceKind {
    private static final Set<String> MODEL_TYPES = Set.of("custom_model", "mlflow_model", "triton_model");
    private static final List<String> FIXED = List.of("modelUri", "modelType", "image", "codeUri");

    @Override
    public ResourceType type() {
        return ResourceType.sync(
                Workspaces.TYPE + "/" + collection + "/versions", ApiVersions.MACHINE_LEARNING, "GET", "PUT", "DELETE");
    }

    @Override
    public ObjectNode put(Write write) {
        ObjectNode properties = write.properties();
        if (collection.equals("models")) {
            String type = properties.path("modelType").asText("custom_model");
            if (!MODEL_TYPES.contains(type)
                    || properties.path("modelUri").asText("").isEmpty()) {
                throw MachineLearningErrors.userError(
                        "BadArgument",
                        "A model needs modelUri, and its modelType is one of custom_model, mlflow_model, triton_model.");
            }
            properties.put("modelType", type);
        }
        for (String field : FIXED) {
            JsonNode before = write.currentProperties().path(field);
            if (!write.creates() && !before.equals(properties.path(field))) {
                throw MachineLearningErrors.userError(
                        "ImmutableProperty",
                        "Version " + write.id().name() + " exists; its " + field
                                + " cannot be changed. Register another version.");
            }
        }
        return write.body();
    }
}
