package dev.palisade.workflows.worlds;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Scopes;
import dev.palisade.planning.worlds.Happening.Asks;
import dev.palisade.planning.worlds.Scene;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was sent, as people remember it who send more of it. */
final class Attempts {
    private final Map<String, Request> firsts = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    /** By environment: what has ended last there. */
    private final Map<String, Last> lasts = new HashMap<>();

    private record Last(Request request, RequestState end) {}

    /**
     * Empty if it makes no sense now: there is nothing to try again, or only the stuck request may.
     *
     * @param stuck which request is
     */
    Optional<Request> request(Asks asks, Optional<String> stuck, Instant now) {
        String environment = ResourceId.of(Scene.workspace(asks.who())).key();
        Optional<Last> last = stuck.map(id -> new Last(firsts.get(id), RequestState.STUCK))
                .or(() -> Optional.ofNullable(lasts.get(environment)));
        return switch (asks.attempt()) {
            case FIRST -> stuck.isPresent() ? Optional.empty() : Optional.of(first(asks, environment, now));
            case RETRY ->
                last.filter(Attempts::isUnfinished)
                        .map(one -> again(one.request(), one.request().type(), now));
            case RESUME ->
                last.filter(one -> stuck.isPresent()).map(one -> again(one.request(), RequestType.RESUME, now));
            case ACCEPT ->
                last.filter(one -> stuck.isPresent() || one.end() == RequestState.PARKED)
                        .map(one -> again(one.request(), RequestType.ACCEPT, now));
        };
    }

    private static boolean isUnfinished(Last last) {
        return switch (last.end()) {
            case PARKED, ROLLED_BACK, STUCK, CANCELLED -> true;
            default -> false;
        };
    }

    private Request first(Asks asks, String environment, Instant now) {
        String id = "r" + (firsts.size() + 1);
        Request request = new Request(
                id,
                asks.type(),
                environment,
                ResourceId.of(environment).name(),
                "team",
                Profile.CURRENT,
                asks.data(),
                "digest-of-" + id,
                now,
                1,
                null,
                Scopes.unlimited());
        firsts.put(id, request);
        return request;
    }

    private Request again(Request first, RequestType as, Instant now) {
        return first.again(numbers.merge(first.id(), 2, (known, two) -> known + 1), as, "mina", now);
    }

    void ended(Request request, RequestState end) {
        if (request.type() != RequestType.PLAN) {
            lasts.put(request.environment(), new Last(firsts.get(request.id()), end));
        }
    }
}
