package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.ArmWrite.Guard;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.ResourceKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A classic web service with all its versions: {@code MachineLearningService_CreateOrUpdate} and {@code MachineLearningService_Delete}. It knows no
 * conditions and no PATCH: every change is a PUT of what was read. Azure keeps the keys, which it never shows here.
 */
final class WebService implements ArmKind.Creatable, ArmKind.Changeable {
    private static final List<String> READ_ONLY = List.of("id", "name", "type", "systemData");
    private static final List<String> READ_ONLY_PROPERTIES = List.of(
            "provisioningState",
            "state",
            "error",
            "errorInfo",
            "deploymentStatus",
            "modelConfigMap",
            "scoringUri",
            "swaggerUri");

    @Override
    public ResourceKind kind() {
        return ResourceKind.WEB_SERVICE;
    }

    @Override
    public String noun() {
        return "web service";
    }

    @Override
    public Duration settlingWindow() {
        return Duration.ofSeconds(60);
    }

    @Override
    public Duration typicalDeletion() {
        return Duration.ofMinutes(1);
    }

    @Override
    public boolean creationIsGuarded() {
        return false;
    }

    @Override
    public ArmWrite create(ResourceId resource, ObjectNode body) {
        return ArmWrite.put(resource, body, Guard.NONE);
    }

    @Override
    public ArmWrite change(ResourceId resource, JsonNode read, List<Delta> deltas) {
        ObjectNode whole = (ObjectNode) DeltaComparison.apply(read, deltas);
        whole.remove(READ_ONLY);
        ObjectNode properties = whole.withObject("/properties");
        properties.remove(READ_ONLY_PROPERTIES);
        ObjectNode versions = properties.withObject("/variants");
        // A version that was taken away field by field is one without a model.
        versions.properties()
                .removeIf(version -> version.getValue()
                        .at("/environmentImageRequest/modelIds")
                        .isEmpty());
        versions.forEach(version -> ((ObjectNode) version).remove(READ_ONLY_PROPERTIES));
        return ArmWrite.put(resource, whole, Guard.NONE);
    }

    @Override
    public ArmWrite delete(ResourceId resource, JsonNode read) {
        return ArmWrite.delete(resource, Map.of(), Guard.NONE);
    }
}
