package dev.palisade.local.arm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.kind.AgentPools;
import dev.palisade.local.arm.kind.ResourceKinds;
import dev.palisade.local.arm.kind.VaultDataPlane;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Azure Resource Manager: answers requests, and is looked into and prepared by tests. */
public final class ArmEngine {
    /** Of a request that was not answered because it was not even read. */
    private static final int NO_STATUS = 0;
    /** Nobody else reaches this server: it is the address of every client. */
    private static final String LOOPBACK = "127.0.0.1";

    private final Simulation simulation;
    private final ResourceKinds kinds = new ResourceKinds();
    private final Paths paths = new Paths(kinds);
    private final Admission admission = new Admission(kinds);
    private final Views views;
    private final OperationEngine operations;
    private final Reads reads;
    private final Writes writes;
    private final Deletes deletes;
    private final AgentPoolRequests pools;
    private final Polls polls;
    private final Actions actions;
    private final Seeds seeds;

    public ArmEngine(Simulation simulation) {
        this.simulation = simulation;
        Stamp stamp = new Stamp(simulation.world());
        Embedding embedding = new Embedding(simulation.world(), kinds, stamp);
        views = new Views(simulation.world(), kinds);
        operations = new OperationEngine(simulation.world(), simulation.operations(), kinds, stamp);
        Parents parents = new Parents(simulation.world(), views, stamp);
        reads = new Reads(simulation.world(), views);
        writes = new Writes(simulation.world(), reads, views, stamp, parents, embedding, operations);
        deletes = new Deletes(simulation.world(), reads, views, stamp, parents, operations);
        pools = new AgentPoolRequests(simulation.world(), reads, writes, kinds);
        polls = new Polls(operations, views, kinds);
        actions = new Actions(simulation, kinds, operations);
        seeds = new Seeds(simulation.world(), kinds, stamp, embedding);
    }

    /** Answers a request; what is answered is durable. */
    public ArmReply answer(ArmRequest request) {
        return simulation.exclusively(() -> {
            Instant now = simulation.clock().now();
            operations.settle(now);
            Strikes strikes = new Strikes(
                    simulation.faults(), request.method(), request.path().toLowerCase(Locale.ROOT));
            ArmReply reply = answer(request, strikes, now).withHeader("x-simulated-time", now.toString());
            if (reply.effect() != Effect.NONE) {
                strikes.written();
            }
            simulation.audit(Audits.entry(request, reply, strikes, now));
            return reply;
        });
    }

    /** Refuses a request because there were too many before it: nothing is looked at, nothing is done, and the audit log has it. */
    public ArmReply refuseTooMany(ArmRequest request, Duration retryAfter) {
        return refuse(
                request, now -> ArmReply.refusing(Refusals.tooManyRequests()).retryAfter(retryAfter));
    }

    /** Refuses a request whose token has run out, in the same way. */
    public ArmReply refuseExpiredToken(ArmRequest request, Instant expiry) {
        return refuse(request, now -> refusal(Refusals.expiredToken(expiry, now)));
    }

    private ArmReply refuse(ArmRequest request, Function<Instant, ArmReply> refusal) {
        return simulation.exclusively(() -> {
            Instant now = simulation.clock().now();
            Strikes none = new Strikes(
                    simulation.faults(), request.method(), request.path().toLowerCase(Locale.ROOT));
            ArmReply reply = refusal.apply(now).withHeader("x-simulated-time", now.toString());
            simulation.audit(Audits.entry(request, reply, none, now));
            return reply;
        });
    }

    private ArmReply answer(ArmRequest request, Strikes strikes, Instant now) {
        if (request.method().equals("GET") && request.path().startsWith(VaultDataPlane.ROOT)) {
            return dataPlane(request, strikes);
        }
        try {
            Admission.checkToken(request);
            Admission.checkVersionGiven(request);
            Target target = paths.read(request.path());
            admission.check(target, request);
            return Deliveries.of(answer(target, request, strikes, now), strikes, methodOf(target, request));
        } catch (Refusals.NeverArrived lost) {
            return ArmReply.of(NO_STATUS, null).delivered(ArmReply.Manner.LOST);
        } catch (ArmException refused) {
            return refusal(refused);
        }
    }

    private ArmReply dataPlane(ArmRequest request, Strikes strikes) {
        VaultDataPlane.Reply reply =
                VaultDataPlane.get(request.path(), request.principal(), LOOPBACK, simulation.world());
        ResourceId secret = reply.secret();
        if (secret != null) {
            strikes.about(secret.key());
        }
        ArmReply answer = ArmReply.of(reply.status(), reply.body());
        return reply.challenge().isEmpty() ? answer : answer.withHeader("WWW-Authenticate", reply.challenge());
    }

    private ArmReply answer(Target target, ArmRequest request, Strikes strikes, Instant now) {
        try {
            return dispatch(target, request, strikes, now);
        } catch (ArmException refused) {
            return refusal(refused);
        }
    }

    private static ArmReply refusal(ArmException refused) {
        ArmReply reply = ArmReply.refusing(refused.error()).retryAfter(refused.retryAfter());
        return refused.error().status() == 401
                ? reply.withHeader(
                        "WWW-Authenticate",
                        "Bearer authorization_uri=\"https://login.microsoftonline.com/common\","
                                + " error=\"invalid_token\"")
                : reply;
    }

    private static String methodOf(Target target, ArmRequest request) {
        return target instanceof Target.OperationStatus ? FaultKind.POLL : request.method();
    }

    private ArmReply dispatch(Target target, ArmRequest request, Strikes strikes, Instant now) {
        if (target instanceof Target.OperationStatus status) {
            return poll(status, request, strikes, now);
        }
        if (target instanceof Target.Resource resource) {
            strikes.about(resource.id().key());
            Refusals.check(strikes, request.method(), resource.kind().type().namespace());
            if (AgentPools.holds(resource.kind())) {
                return pools.resource(resource.id(), request, strikes, now);
            }
            return switch (request.method()) {
                case "GET" -> reads.resource(resource, strikes);
                case "DELETE" -> deletes.delete(resource, request, strikes, now);
                default -> writes.write(resource, request, strikes, now);
            };
        }
        if (target instanceof Target.Action action && request.method().equals("POST")) {
            strikes.about(action.id().key());
        }
        Refusals.check(strikes, request.method(), "");
        if (target instanceof Target.Collection collection) {
            if (AgentPools.holds(collection.kind())) {
                return pools.collection(collection.scope());
            }
            return reads.collection(collection, request);
        }
        if (target instanceof Target.Action action) {
            return actions.action(action, request, strikes, now);
        }
        return actions.location((Target.Location) target, request);
    }

    private ArmReply poll(Target.OperationStatus target, ArmRequest request, Strikes strikes, Instant now) {
        Operation operation = simulation
                .operations()
                .find(target.id())
                .orElseThrow(() -> ArmException.of(
                        404, "OperationNotFound", "The operation " + target.id() + " does not exist or has expired."));
        ResourceId resource = ResourceId.of(operation.resource());
        strikes.about(resource.key());
        Refusals.check(strikes, FaultKind.POLL, resource.namespace());
        return polls.poll(operation, target.segment(), request, strikes, now);
    }

    /** Ends every operation on a resource that would never end, as Azure's support does: cancelled. False if there was none. */
    public boolean endWhatHangs(String id) {
        return simulation.exclusively(() -> {
            List<Operation> hanging = simulation.operations().all().stream()
                    .filter(operation -> operation.running()
                            && operation.endsAt() == null
                            && operation.resource().equalsIgnoreCase(id))
                    .toList();
            hanging.forEach(operation ->
                    operations.preempt(operation, simulation.clock().now()));
            return !hanging.isEmpty();
        });
    }

    /** A resource as a GET shows it now. */
    public Optional<JsonNode> resource(String id) {
        return look(() -> ResourceId.parse(id)
                .filter(simulation.world()::holds)
                .flatMap(parsed -> kinds.find(parsed.type()).map(kind -> (JsonNode) views.of(parsed, kind))));
    }

    /** Every resource as a GET shows it now. */
    public List<JsonNode> resources() {
        return resourcesWithin("/");
    }

    /** Every resource below a scope, in any case, as a GET shows it now. */
    public List<JsonNode> resourcesWithin(String scope) {
        String beginning = scope.toLowerCase(Locale.ROOT);
        return look(() -> simulation.world().all().stream()
                .filter(body ->
                        body.path("id").asText().toLowerCase(Locale.ROOT).startsWith(beginning))
                .map(body -> (JsonNode) views.of(body))
                .toList());
    }

    /**
     * Puts resources into the world as GETs showed them, with all that they embed: all of them, or none.
     *
     * @throws IllegalArgumentException with every reason why one is not such a resource
     */
    public void seed(List<JsonNode> resources) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < resources.size(); i++) {
            String which = "element " + i + ": ";
            seeds.problem(resources.get(i)).ifPresent(problem -> problems.add(which + problem));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        look(() -> {
            resources.forEach(resource -> seeds.put((ObjectNode) resource));
            return true;
        });
    }

    /**
     * Gives a service tag other addresses, as Azure does about every week.
     *
     * @return false if there is no such tag
     */
    public boolean changeServiceTag(String tag, Collection<String> added, Collection<String> removed) {
        return look(() -> kinds.serviceTags().change(tag, added, removed, simulation.world()));
    }

    private <T> T look(Supplier<T> action) {
        return simulation.exclusively(() -> {
            operations.settle(simulation.clock().now());
            return action.get();
        });
    }
}
