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
 * ReadOnly} stops every write beneath it and refuses; {@code CanNotDelete} refuses what takes away, and is told where it stops only taking back
 * what a step creates.
 */
public final class LockRules {
    private static final String LOCKS = "/providers/Microsoft.Authorization/locks";

    private LockRules() {}

    /** Looks at the wanted steps, so it comes after all kinds. One finding for each lock that is in the way. */
    public static void check(World world, Draft draft) {
        // A list at a scope may or may not contain what is locked above and below it: all are read, and each lock is
        // told once.
        Map<String, JsonNode> locks = new TreeMap<>();
        scopes(draft)
                .forEach(scope -> world.find(scope + LOCKS)
                        .ifPresent(list -> list.path("value")
                                .forEach(lock ->
                                        locks.put(lock.path("id").asText().toLowerCase(Locale.ROOT), lock))));
        locks.forEach((id, lock) -> check(scopeOf(id), lock, draft));
    }

    /** Where a lock would be that stops a step: around what it changes, on what it changes, and around what it creates. */
    private static Stream<String> scopes(Draft draft) {
        return draft.wanted().stream()
                .flatMap(step -> Stream.concat(
                        step.writes().stream().flatMap(id -> Stream.concat(around(id), Stream.of(id.topLevel()))),
                        step.creates().stream()
                                .flatMap(id -> id.topLevel().equals(id)
                                        ? around(id)
                                        : Stream.concat(around(id), Stream.of(id.topLevel())))))
                .map(ResourceId::key)
                .distinct();
    }

    private static Stream<ResourceId> around(ResourceId id) {
        return Stream.of(ResourceId.of("/subscriptions/" + id.subscription()), id.group());
    }

    private static String scopeOf(String lockId) {
        int end = lockId.indexOf(LOCKS.toLowerCase(Locale.ROOT));
        return end < 0 ? lockId : lockId.substring(0, end);
    }

    private static void check(String scope, JsonNode lock, Draft draft) {
        String level = lock.path("properties").path("level").asText();
        boolean readOnly = level.equalsIgnoreCase("ReadOnly");
        List<Wanted> stopped = draft.wanted().stream()
                .filter(step -> stops(readOnly, scope, step))
                .toList();
        boolean refuses = readOnly || stopped.stream().anyMatch(LockRules::isDeletion);
        if (!stopped.isEmpty()) {
            draft.add(List.of(new Finding(
                    FindingCode.LOCKED,
                    refuses ? Severity.REFUSES : Severity.WARNS,
                    stopped.size() == 1 ? stopped.get(0).field() : "",
                    WhoseMove.ADMINISTRATOR,
                    Map.of(
                            "lock",
                            lock.path("name").asText(),
                            "level",
                            level,
                            "scope",
                            scope,
                            "action",
                            refuses ? "doing" : "taking back",
                            "steps",
                            stopped.stream().map(step -> step.step().id()).collect(Collectors.joining(", "))))));
        }
    }

    private static boolean stops(boolean readOnly, String scope, Wanted step) {
        boolean writes = readOnly || isDeletion(step);
        return isIn(scope, step.creates().stream()) || (writes && isIn(scope, step.writes().stream()));
    }

    private static boolean isDeletion(Wanted wanted) {
        return wanted.step().action() == Action.DELETE;
    }

    private static boolean isIn(String scope, Stream<ResourceId> resources) {
        return resources.anyMatch(id -> id.key().equals(scope) || id.key().startsWith(scope + "/"));
    }
}
