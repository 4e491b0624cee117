package dev.palisade.local.arm.engine;

import dev.palisade.local.arm.kind.ResourceKinds;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.Simulation;
import java.time.Instant;
import java.util.Locale;

/** What can be asked of a resource or a region beside reading and writing it. */
final class Actions {
    private final Simulation simulation;
    private final ResourceKinds kinds;
    private final OperationEngine operations;

    Actions(Simulation simulation, ResourceKinds kinds, OperationEngine operations) {
        this.simulation = simulation;
        this.kinds = kinds;
        this.operations = operations;
    }

    ArmReply action(Target.Action target, ArmRequest request, Instant now) {
        ResourceId id = simulation.world().spelling(target.id());
        if (!simulation.world().holds(id)) {
            throw target.kind().notFound(id);
        }
        String asked = request.method() + " " + id.type() + "/" + target.name();
        return switch (asked.toLowerCase(Locale.ROOT)) {
            case "get microsoft.network/virtualnetworks/usages" ->
                ArmReply.of(200, kinds.networkUsages(id, simulation.world()));
            case "post microsoft.containerservice/managedclusters/abort" -> abort(id, now);
            default -> throw ArmException.of(404, "NotFound", "There is no " + asked + ".");
        };
    }

    private ArmReply abort(ResourceId id, Instant now) {
        Operation running = simulation
                .operations()
                .runningIn(id.key())
                .orElseThrow(() -> new ArmException(ArmError.of(
                                409,
                                "OperationNotAllowed",
                                "No operation is in progress on managed cluster '" + id.name() + "'.")
                        .withoutEnvelope()));
        operations.cancel(running, now);
        return ArmReply.of(204, null).with(Effect.CHANGED);
    }

    ArmReply location(Target.Location target) {
        return switch (target.noun().toLowerCase(Locale.ROOT)) {
            case "vmsizes" -> ArmReply.of(200, kinds.sizes().answer());
            case "usages" ->
                ArmReply.of(
                        200,
                        kinds.quota()
                                .answer(
                                        simulation.world(),
                                        target.subscription().subscription(),
                                        target.location()));
            default ->
                throw ArmException.of(
                        404, "NotFound", "Microsoft.Compute/locations has no " + target.noun() + " here.");
        };
    }
}
