package dev.palisade.local.arm.engine;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.kind.LroStyle;
import dev.palisade.local.arm.kind.ResourceKind;
import dev.palisade.local.arm.kind.ResourceKinds;
import dev.palisade.local.arm.kind.ResourceType;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.Operations;
import dev.palisade.local.arm.state.World;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Long-running operations. None has a timer: before each request, those whose simulated time is over are ended, so a poll
 * costs a look-up and a restarted simulator goes on where it was.
 */
final class OperationEngine {
    private static final String UNDOCUMENTED = "ReconcilingAddons";

    private final World world;
    private final Operations operations;
    private final ResourceKinds kinds;
    private final Stamp stamp;
    private final SecureRandom random = new SecureRandom();

    OperationEngine(World world, Operations operations, ResourceKinds kinds, Stamp stamp) {
        this.world = world;
        this.operations = operations;
        this.kinds = kinds;
        this.stamp = stamp;
    }

    /** What admits no second write while one runs: the resource, or the parent that embeds it. */
    String scope(ResourceId id, ResourceKind kind) {
        return kind.type().embeddedAs() == null
                ? id.key()
                : id.parent().orElseThrow().key();
    }

    /** Refuses a write while another one runs, in the words of the service. */
    void checkIdle(ResourceId id, ResourceKind kind, String base) {
        operations.runningIn(scope(id, kind)).ifPresent(running -> {
            String url = base + OperationUrls.status(running, style(running)) + "?api-version=" + running.apiVersion();
            throw new ArmException(kind.inProgress(id, running, url));
        });
    }

    Operation begin(Begin begin) {
        ArmError failure = begin.strikes()
                .strike(FaultKind.LATE_FAILURE)
                .map(fault -> lateFailure(fault, begin))
                .orElse(null);
        boolean stuck = begin.strikes().strike(FaultKind.STUCK).isPresent();
        boolean unread = begin.strikes().awaits(FaultKind.UNDOCUMENTED_STATUS, FaultKind.POLL);
        Operation operation = new Operation(
                UUID.randomUUID().toString(),
                begin.method(),
                begin.id().toString(),
                scope(begin.id(), begin.kind()),
                begin.location(),
                begin.apiVersion(),
                begin.now(),
                stuck || unread ? null : begin.now().plus(lasting(begin, failure)),
                begin.style().words(),
                failure,
                false,
                null,
                signature());
        operations.put(operation);
        return operation;
    }

    /** A failure shows itself before the work would have been done. */
    private static Duration lasting(Begin begin, @Nullable ArmError failure) {
        return failure == null
                ? begin.duration()
                : begin.duration().multipliedBy(3).dividedBy(4);
    }

    private ArmError lateFailure(Fault fault, Begin begin) {
        ArmError own = begin.kind().lateFailure(world.find(begin.id()).orElseThrow());
        return Refusals.worded(fault, own.status(), own.code(), own.message());
    }

    private String signature() {
        byte[] bytes = new byte[48];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Ends what is due. */
    void settle(Instant now) {
        for (Operation due : operations.due(now)) {
            Operation operation = due.end().equals(Operation.SUCCEEDED) ? judged(due) : due;
            Instant end = operation.endsAt() == null ? now : operation.endsAt();
            apply(operation, end);
            operations.put(operation.ended(operation.end()));
        }
        operations.expire(now);
    }

    /** The operation as the rules of its service end it: what it needed may be missing by now. */
    private Operation judged(Operation operation) {
        ResourceId id = ResourceId.of(operation.resource());
        return world.find(id)
                .flatMap(body -> switch (operation.method()) {
                    case "PUT", "PATCH" -> kindOf(id).failure(body, world);
                    case "DELETE" -> kindOf(id).deletionFailure(body, world);
                    default -> Optional.empty();
                })
                .map(operation::failing)
                .orElse(operation);
    }

    /** Ends a running operation by an abort which itself takes until then. */
    void preempt(Operation operation, Instant end) {
        operations.put(operation.preemptedAt(end));
        ResourceId id = ResourceId.of(operation.resource());
        // An operation without effect has nothing to show.
        world.find(id).ifPresent(standing -> {
            ObjectNode canceling = standing.deepCopy();
            canceling.withObjectProperty("properties").put("provisioningState", "Canceling");
            world.settle(id, stamp.renewed(canceling, kindOf(id)));
        });
    }

    private ResourceKind kindOf(ResourceId id) {
        return kinds.find(id.type()).orElseThrow();
    }

    private void apply(Operation operation, Instant end) {
        ResourceId id = ResourceId.of(operation.resource());
        ResourceKind kind = kindOf(id);
        boolean deletes = operation.method().equals("DELETE") && operation.end().equals(Operation.SUCCEEDED);
        if (deletes) {
            List<ResourceId> others = world.find(id).map(kind::taken).orElse(List.of());
            world.vanish(id);
            stamp.touchParent(id, kind);
            others.stream().filter(world::holds).forEach(world::vanish);
        } else if (!operation.method().equals("POST")) {
            world.find(id).ifPresent(body -> settle(operation, kind, id, body.deepCopy(), operation.end(), end));
        }
        if (operation.end().equals(Operation.SUCCEEDED) && !operation.method().equals(Operation.NOTHING)) {
            kind.consequences(id, world).forEach(this::keep);
        }
    }

    private void keep(ObjectNode other) {
        ResourceId id = ResourceId.of(other.path("id").asText());
        ResourceKind kind = kindOf(id);
        world.settle(id, world.holds(id) ? other : stamp.renewed(stamp.identified(id, kind, other), kind));
    }

    private void settle(
            Operation operation, ResourceKind kind, ResourceId id, ObjectNode body, String outcome, Instant end) {
        ObjectNode settled = body;
        if (outcome.equals(Operation.SUCCEEDED)) {
            settled = kind.succeeded(id, body, world, end);
        } else if (operation.failure() != null) {
            settled = kind.failed(body, operation.failure());
        }
        settled.withObjectProperty("properties").put("provisioningState", outcome);
        world.settle(id, stamp.renewed(settled, kind));
        stamp.touchParent(id, kind);
        for (ResourceKind embedded : kinds.embeddedIn(kind.type().name())) {
            for (ObjectNode child : world.children(id, embedded.type().name())) {
                settle(operation, embedded, ResourceId.of(child.path("id").asText()), child.deepCopy(), outcome, end);
            }
        }
    }

    /** The answer to a poll of the operation's status. */
    ObjectNode status(Operation operation, Strikes strikes, Instant now) {
        ObjectNode status = stamp.object();
        status.put("id", OperationUrls.status(operation, style(operation)));
        status.put("name", operation.id());
        status.put("status", word(operation, strikes, now));
        status.put("startTime", operation.startedAt().toString());
        Instant end = operation.endsAt();
        if (!operation.running() && end != null) {
            status.put("endTime", end.toString());
        }
        if (Operation.FAILED.equals(operation.outcome()) && operation.failure() != null) {
            status.set("error", operation.failure().content());
        } else if (Operation.CANCELED.equals(operation.outcome())) {
            JsonNode error = ArmError.of(409, "OperationPreempted", "The operation was canceled.")
                    .content();
            status.set("error", error);
        }
        return status;
    }

    private String word(Operation operation, Strikes strikes, Instant now) {
        if (!operation.running()) {
            return operation.status(now);
        }
        return strikes.strike(FaultKind.UNDOCUMENTED_STATUS, FaultKind.POLL)
                .map(fault -> undocumented(operation, fault, strikes, now))
                .orElseGet(() -> operation.status(now));
    }

    /** What has been read often enough may end. */
    private String undocumented(Operation operation, Fault fault, Strikes strikes, Instant now) {
        if (!strikes.awaits(FaultKind.UNDOCUMENTED_STATUS, FaultKind.POLL)) {
            operations.put(operation.endingAt(now.plus(LroStyle.RETRY_AFTER)));
        }
        return fault.code() == null ? UNDOCUMENTED : fault.code();
    }

    LroStyle style(Operation operation) {
        ResourceType type = kindOf(ResourceId.of(operation.resource())).type();
        return switch (operation.method()) {
            case "DELETE" -> requireNonNull(type.delete());
            case "POST" -> requireNonNull(type.write()).alsoLocation();
            default -> requireNonNull(type.write());
        };
    }
}
