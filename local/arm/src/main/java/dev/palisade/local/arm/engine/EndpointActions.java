package dev.palisade.local.arm.engine;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.kind.EndpointKeys;
import dev.palisade.local.arm.kind.Locks;
import dev.palisade.local.arm.kind.LroStyle;
import dev.palisade.local.arm.kind.Write;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** What is asked of an online endpoint and its deployments by POST: keys, tokens and logs. */
final class EndpointActions {
    private static final Duration REGENERATION = Duration.ofSeconds(30);
    private static final Set<String> CONTAINERS = Set.of("StorageInitializer", "InferenceServer");

    private final World world;
    private final OperationEngine operations;

    EndpointActions(World world, OperationEngine operations) {
        this.world = world;
        this.operations = operations;
    }

    ArmReply action(Target.Action target, ResourceId id, ArmRequest request, Strikes strikes, Instant now) {
        ObjectNode resource = world.find(id).orElseThrow();
        return switch (target.name().toLowerCase(Locale.ROOT)) {
            case "listkeys" -> {
                requireMode(resource, "Key", true);
                yield ArmReply.of(200, EndpointKeys.of(resource));
            }
            case "token" -> {
                requireMode(resource, "Key", false);
                yield ArmReply.of(200, EndpointKeys.token(now));
            }
            case "getlogs" -> ArmReply.of(200, logs(resource, request, now));
            default -> regenerate(target, id, resource, request, strikes, now);
        };
    }

    /** Keys are for endpoints with keys, tokens for the others. */
    private static void requireMode(ObjectNode endpoint, String mode, boolean is) {
        String actual = endpoint.at("/properties/authMode").asText();
        if (actual.equals(mode) != is) {
            throw ArmException.badRequest(
                    "BadRequest",
                    "Endpoint " + endpoint.path("name").asText() + " has authMode " + actual
                            + (is ? ": it has no keys." : ": it gives no tokens."));
        }
    }

    private ArmReply regenerate(
            Target.Action target,
            ResourceId id,
            ObjectNode endpoint,
            ArmRequest request,
            Strikes strikes,
            Instant now) {
        requireMode(endpoint, "Key", true);
        Locks.enforce(id, false, world);
        Refusals.checkConflict(strikes, target.kind(), id, request.base(), now);
        operations.checkIdle(id, target.kind(), request.base());
        JsonNode body = request.body() == null ? MissingNode.getInstance() : request.body();
        String keyType = body.path("keyType").asText("");
        if (!Set.of("Primary", "Secondary").contains(keyType)) {
            throw ArmException.badRequest(
                    "BadRequest", "keyType is Primary or Secondary; given was '" + keyType + "'.");
        }
        ObjectNode changed = EndpointKeys.regenerated(
                endpoint, keyType, body.path("keyValue").asText(""));
        world.settle(id, changed);
        LroStyle style = requireNonNull(target.kind().type().write()).alsoLocation();
        Operation operation = operations.begin(new Begin(
                id,
                target.kind(),
                "POST",
                style,
                REGENERATION,
                Write.normalized(endpoint.path("location").asText()),
                request.apiVersion(),
                now,
                strikes));
        return OperationReplies.begun(ArmReply.of(202, null), operation, style, request.base())
                .with(Effect.CHANGED);
    }

    private static ObjectNode logs(ObjectNode deployment, ArmRequest request, Instant now) {
        JsonNode body = request.body() == null ? MissingNode.getInstance() : request.body();
        String container = body.path("containerType").asText("InferenceServer");
        if (!CONTAINERS.contains(container)) {
            throw ArmException.badRequest(
                    "BadRequest",
                    "containerType is StorageInitializer or InferenceServer; given was '" + container + "'.");
        }
        String state = deployment.at("/properties/provisioningState").asText();
        if (!state.equals(Operation.SUCCEEDED) && !state.equals(Operation.FAILED)) {
            throw ArmException.of(
                    404,
                    "NotFound",
                    "Deployment " + deployment.path("name").asText() + " has no logs yet: it is " + state + ".");
        }
        String first = container + " of " + deployment.path("name").asText() + " (simulated)";
        String last =
                state.equals(Operation.SUCCEEDED) ? "The server is ready." : "The container stopped with exit code 1.";
        int tail = body.path("tail").asInt(Integer.MAX_VALUE);
        String content = tail == 1 ? now + " " + last : now + " " + first + "\n" + now + " " + last;
        return JsonNodeFactory.instance.objectNode().put("content", content);
    }
}
