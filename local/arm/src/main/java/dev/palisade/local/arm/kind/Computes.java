package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Computes of a workspace: made by the service, or attached to it. */
final class Computes implements ResourceKind {
    static final String TYPE = "Microsoft.MachineLearningServices/workspaces/computes";
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]");
    private final List<ComputeForm> forms;

    Computes(ComputeForm... forms) {
        this.forms = List.of(forms);
    }

    @Override
    public ResourceType type() {
        LroStyle style = LroStyle.machineLearning(3);
        return new ResourceType(
                TYPE,
                ApiVersions.MACHINE_LEARNING,
                Set.of("GET", "PUT", "PATCH", "DELETE"),
                Etags.NONE,
                null,
                style,
                style.alsoLocation());
    }

    @Override
    public Duration duration(LroStyle style, Write write) {
        // A PATCH need not say of which type the compute is.
        return form(write.body())
                .or(() -> form(write.currentOrEmpty()))
                .orElseThrow()
                .duration();
    }

    private Optional<ComputeForm> form(JsonNode body) {
        String type = body.at("/properties/computeType").asText();
        return forms.stream()
                .filter(form -> form.computeType().equalsIgnoreCase(type))
                .findFirst();
    }

    private ComputeForm known(JsonNode body) {
        return form(body).orElseThrow(() -> unsupported(body));
    }

    private ArmException unsupported(JsonNode body) {
        return MachineLearningErrors.userError(
                "ComputeTypeNotSupported",
                "This simulator holds computes of types "
                        + forms.stream().map(ComputeForm::computeType).toList() + "; asked for was '"
                        + body.at("/properties/computeType").asText() + "'.");
    }

    @Override
    public ObjectNode put(Write write) {
        write.requiredLocation();
        ComputeForm form = known(write.body());
        if (!NAME.matcher(write.id().name()).matches()) {
            throw MachineLearningErrors.userError(
                    "InvalidComputeName",
                    "The compute name " + write.id().name()
                            + " is invalid: 3 to 24 letters, digits and hyphens, first a letter, last a letter or digit.");
        }
        MachineLearningErrors.unchanged(write, "/computeType");
        form.put(write);
        ObjectNode properties = write.properties();
        String created =
                write.currentProperties().path("createdOn").asText(write.now().toString());
        properties.put("createdOn", created).put("modifiedOn", write.now().toString());
        properties.put("computeLocation", write.body().path("location").asText());
        properties.put("isAttachedCompute", form.attached());
        properties.put("disableLocalAuth", properties.path("disableLocalAuth").asBoolean(form.attached()));
        properties.remove("provisioningErrors");
        return write.body();
    }

    @Override
    public ObjectNode patch(Write write) {
        // The service's PATCH is for the scale settings alone.
        JsonNode scale = write.properties().at("/properties/scaleSettings");
        if (!scale.isObject() || known(write.currentOrEmpty()).attached()) {
            throw MachineLearningErrors.userError(
                    "BadArgument", "A compute's PATCH carries properties.properties.scaleSettings of an AmlCompute.");
        }
        ObjectNode patch = write.body().objectNode();
        patch.putObject("properties").putObject("properties").set("scaleSettings", scale);
        ObjectNode merged = write.withBody(patch).merged();
        return put(write.withBody(merged));
    }

    @Override
    public void delete(Write write) {
        String action = write.query().getOrDefault("underlyingresourceaction", "");
        boolean detaches = action.equalsIgnoreCase("Detach");
        if (!detaches && !action.equalsIgnoreCase("Delete")) {
            throw MachineLearningErrors.userError(
                    "BadArgument", "The query parameter underlyingResourceAction is required: Delete or Detach.");
        }
        ComputeForm form = known(write.currentOrEmpty());
        refuseWhileServing(write);
        if (detaches != form.attached()) {
            throw MachineLearningErrors.userError(
                    "BadArgument",
                    "Compute " + write.id().name() + " is of type " + form.computeType()
                            + (detaches
                                    ? ", which cannot be detached, only deleted."
                                    : " and was attached: it can only be detached, the service did not create what it holds."));
        }
    }

    private static void refuseWhileServing(Write write) {
        refuseWhileServing(write, "online endpoints", OnlineEndpoints.on(write.id(), write.world()));
        refuseWhileServing(write, "web services", WebServices.on(write.id(), write.world()));
    }

    private static void refuseWhileServing(Write write, String what, List<ObjectNode> served) {
        if (!served.isEmpty()) {
            String names = served.stream()
                    .map(endpoint -> endpoint.path("name").asText())
                    .collect(Collectors.joining(", "));
            throw MachineLearningErrors.userError(
                    "ComputeHasDependentEndpoints",
                    "Compute " + write.id().name() + " serves " + what + " " + names + ". Delete them first.");
        }
    }

    @Override
    public ObjectNode succeeded(ResourceId id, ObjectNode body, World world, Instant now) {
        return known(body).succeeded(id, body, world, now);
    }

    @Override
    public Optional<ArmError> failure(ObjectNode body, World world) {
        return known(body).failure(body, world);
    }

    @Override
    public List<ObjectNode> consequences(ResourceId id, World world) {
        return world.find(id).map(body -> known(body).changed(body, world)).orElse(List.of());
    }

    @Override
    public Optional<ArmError> deletionFailure(ObjectNode body, World world) {
        return form(body).flatMap(form -> form.deletionFailure(body, world));
    }

    @Override
    public List<ResourceId> taken(ObjectNode body) {
        return form(body).map(form -> form.taken(body)).orElse(List.of());
    }

    @Override
    public ObjectNode view(ResourceId id, ObjectNode body, World world) {
        form(body).ifPresent(form -> form.show(body, world));
        return body;
    }

    @Override
    public ArmError inProgress(ResourceId id, Operation running, String operationUrl) {
        return ArmError.of(
                409,
                "Conflict",
                "The compute " + id.name() + " is being changed by operation " + running.id()
                        + ". Try again when it has ended.");
    }

    @Override
    public ArmError lateFailure(ObjectNode body) {
        return known(body).lateFailure();
    }

    @Override
    public ObjectNode failed(ObjectNode body, ArmError error) {
        return withError(body, error);
    }

    static ObjectNode withError(ObjectNode compute, ArmError error) {
        compute.withObjectProperty("properties")
                .putArray("provisioningErrors")
                .addObject()
                .set("error", error.content());
        return compute;
    }
}
