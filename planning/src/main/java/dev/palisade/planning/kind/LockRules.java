package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.Severity;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft.Wanted;
import dev.palisade.planning.plan.Step.Action;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Locks on the subscription, on resource groups and on resources (seeds: "check whether locks restrict managing the virtual network"). {@code
 * ReadOnly} stops every write beneath it and refuses; {@code CanNotDelete} stops deletions, and refuses those that are wanted; that it would stop
 * taking back what a step creates is only told.
 */
public final class LockRules {
    private static final String LOCKS = "/providers/Microsoft.Authorization/locks";

    private LockRules() {}

    /** Looks at the wanted steps, so it comes after all kinds. One finding for each lock that is in the way. */
    public static void check(World world, Draft draft) {
        // A list at a scope may or may not contain what is locked above and below it: all are read, and each lock is
        // told once.
        Map<String, JsonNode> locks = new TreeMap<>();
        scopes(world, draft)
                .forEach(scope -> world.find(scope + LOCKS)
                        .ifPresent(list -> list.path("value")
                                .forEach(lock ->
                                        locks.put(lock.path("id").asText().toLowerCase(Locale.ROOT), lock))));
        locks.forEach((id, lock) -> check(scopeOf(id), lock, world, draft));
    }

    /** Where the environment lives, and wherever else something is written. */
    private static Stream<String> scopes(World world, Draft draft) {
        Stream<ResourceId> home = Stream.of(world.asked().environment());
        Stream<ResourceId> written = draft.wanted().stream()
                .flatMap(step -> Stream.of(step.writes().stream(), step.creates().stream(), alsoGone(step, world))
                        .flatMap(ids -> ids))
                .map(ResourceId::topLevel);
        return Stream.concat(home, written)
                .flatMap(id -> Stream.of(
                        "/subscriptions/" + id.subscription(), id.group().toString(), id.toString()))
                .map(scope -> scope.toLowerCase(Locale.ROOT))
                .distinct();
    }

    private static String scopeOf(String lockId) {
        int end = lockId.indexOf(LOCKS.toLowerCase(Locale.ROOT));
        return end < 0 ? lockId : lockId.substring(0, end);
    }

    private static void check(String scope, JsonNode lock, World world, Draft draft) {
        boolean readOnly = lock.path("properties").path("level").asText().equalsIgnoreCase("ReadOnly");
        List<Wanted> stopped = draft.wanted().stream()
                .filter(step -> readOnly
                        ? isIn(scope, Stream.concat(step.writes().stream(), step.creates().stream()))
                                || isIn(scope, alsoGone(step, world))
                        : isDeletion(step)
                                && isIn(
                                        scope,
                                        Stream.concat(Stream.of(step.step().resource()), alsoGone(step, world))))
                .toList();
        List<Wanted> kept = draft.wanted().stream()
                .filter(step -> !readOnly && isIn(scope, step.creates().stream()))
                .toList();
        tell(Severity.REFUSES, "doing", scope, lock, stopped, draft);
        tell(Severity.WARNS, "taking back", scope, lock, kept, draft);
    }

    /** A training cluster cannot be deleted while a lock holds what Azure has put beside it. */
    private static Stream<ResourceId> alsoGone(Wanted step, World world) {
        return SideResources.takenAwayBy(step.step(), world);
    }

    private static boolean isDeletion(Wanted step) {
        return step.step().action() == Action.DELETE;
    }

    private static void tell(
            Severity severity, String action, String scope, JsonNode lock, List<Wanted> steps, Draft draft) {
        if (!steps.isEmpty()) {
            draft.add(List.of(new Finding(
                    FindingCode.LOCKED,
                    severity,
                    steps.size() == 1 ? steps.get(0).field() : "",
                    WhoseMove.ADMINISTRATOR,
                    Map.of(
                            "lock",
                            lock.path("name").asText(),
                            "level",
                            lock.path("properties").path("level").asText(),
                            "scope",
                            scope,
                            "action",
                            action,
                            "steps",
                            steps.stream().map(step -> step.step().id()).collect(Collectors.joining(", "))))));
        }
    }

    private static boolean isIn(String scope, Stream<ResourceId> resources) {
        return resources.anyMatch(id -> id.key().equals(scope) || id.key().startsWith(scope + "/"));
    }
}
