package dev.palisade.local.arm.engine;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.kind.Locks;
import dev.palisade.local.arm.kind.LroStyle;
import dev.palisade.local.arm.kind.ResourceKinds;
import dev.palisade.local.arm.kind.Write;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What can be asked of a resource or a region beside reading and writing it. */
final class Actions {
    private static final Duration ABORT = Duration.ofMinutes(1);
    private final Simulation simulation;
    private final ResourceKinds kinds;
    private final OperationEngine operations;
    private final EndpointActions endpoints;

    Actions(Simulation simulation, ResourceKinds kinds, OperationEngine operations) {
        this.simulation = simulation;
        this.kinds = kinds;
        this.operations = operations;
        this.endpoints = new EndpointActions(simulation.world(), operations);
    }

    ArmReply action(Target.Action target, ArmRequest request, Strikes strikes, Instant now) {
        ResourceId id = simulation.world().spelling(target.id());
        if (!simulation.world().holds(id)) {
            throw target.kind().notFound(id);
        }
        String asked = request.method() + " " + id.type() + "/" + target.name();
        return switch (asked.toLowerCase(Locale.ROOT)) {
            case "get microsoft.network/virtualnetworks/usages" ->
                ArmReply.of(200, kinds.networkUsages(id, simulation.world()));
            case "post microsoft.containerservice/managedclusters/abort" -> abort(target, request, strikes, now);
            case "post microsoft.machinelearningservices/workspaces/onlineendpoints/listkeys",
                    "post microsoft.machinelearningservices/workspaces/onlineendpoints/regeneratekeys",
                    "post microsoft.machinelearningservices/workspaces/onlineendpoints/token",
                    "post microsoft.machinelearningservices/workspaces/onlineendpoints/deployments/getlogs" ->
                endpoints.action(target, id, request, strikes, now);
            default -> throw ArmException.of(404, "NotFound", "There is no " + asked + ".");
        };
    }

    /** The abort is an operation of its own; the one that it ends is Canceled at the same instant. */
    private ArmReply abort(Target.Action target, ArmRequest request, Strikes strikes, Instant now) {
        ResourceId id = simulation.world().spelling(target.id());
        Locks.enforce(id, false, simulation.world());
        Refusals.checkConflict(strikes, target.kind(), id, request.base(), now);
        ObjectNode cluster = simulation.world().find(id).orElseThrow();
        Operation running = simulation
                .operations()
                .runningIn(id.key())
                .filter(operation -> operation.method().equals("PUT") && !operation.preempted())
                .orElseThrow(() -> notAborted(cluster));
        LroStyle style = requireNonNull(target.kind().type().write()).alsoLocation();
        Operation abort = operations.begin(new Begin(
                id,
                target.kind(),
                "POST",
                style,
                ABORT,
                Write.normalized(cluster.path("location").asText()),
                request.apiVersion(),
                now,
                strikes));
        Instant end = abort.endsAt();
        if (end != null && abort.failure() == null) {
            operations.preempt(running, end);
        }
        return OperationReplies.begun(ArmReply.of(202, null), abort, style, request.base())
                .with(Effect.CHANGED);
    }

    private static ArmException notAborted(ObjectNode cluster) {
        return new ArmException(ArmError.of(
                        409,
                        "OperationNotAllowed",
                        "Cancel operation is not allowed when the ProvisioningState is "
                                + cluster.at("/properties/provisioningState").asText() + ".")
                .withoutEnvelope());
    }

    ArmReply location(Target.Location target, ArmRequest request) {
        return switch (target.noun().toLowerCase(Locale.ROOT)) {
            // Of Microsoft.Network alone, and in pages.
            case "servicetags" -> serviceTags(target, request);
            default ->
                kinds.ofRegion(
                                target.namespace(),
                                target.noun(),
                                target.subscription().subscription(),
                                target.location(),
                                simulation.world())
                        .map(answer -> ArmReply.of(200, answer))
                        .orElseThrow(() -> ArmException.of(
                                404, "NotFound", target.namespace() + "/locations has no " + target.noun() + " here."));
        };
    }

    private ArmReply serviceTags(Target.Location target, ArmRequest request) {
        ObjectNode answer = kinds.serviceTags().head(target.subscription(), simulation.world());
        answer.setAll(
                Pages.page(kinds.serviceTags().values(simulation.world()), "values", target.namespace(), request));
        return ArmReply.of(200, answer);
    }
}
