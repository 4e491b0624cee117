package dev.palisade.local.arm.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The long-running operations by id. One that ended is remembered for a simulated day, then its URL answers 404. Guarded by
 * the simulation's lock.
 */
public final class Operations {
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, Operation> running = new LinkedHashMap<>();
    private final Set<String> touched = new LinkedHashSet<>();

    public void put(Operation operation) {
        restore(operation);
        touched.add(operation.id());
    }

    /** Puts back an operation read from disk. */
    public void restore(Operation operation) {
        operations.put(operation.id(), operation);
        if (operation.running()) {
            running.put(operation.id(), operation);
        } else {
            running.remove(operation.id());
        }
    }

    public Optional<Operation> find(String id) {
        return Optional.ofNullable(operations.get(id));
    }

    /** Every operation of the last simulated day, in the order in which they began. */
    public List<Operation> all() {
        return List.copyOf(operations.values());
    }

    /** The operation that keeps this scope from being written. */
    public Optional<Operation> runningIn(String scope) {
        return running.values().stream()
                .filter(operation -> operation.holds(scope))
                .findFirst();
    }

    /** The operations whose time is over, in the order in which they end. */
    public List<Operation> due(Instant now) {
        return running.values().stream()
                .filter(operation -> operation.due(now))
                .sorted(Comparator.comparing(Operation::endsAt, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    /** Forgets what ended more than a simulated day ago. */
    public void expire(Instant now) {
        List<String> old = new ArrayList<>();
        for (Operation operation : operations.values()) {
            Instant end = operation.endsAt();
            if (!operation.running() && end != null && end.plus(REMEMBERED).isBefore(now)) {
                old.add(operation.id());
            }
        }
        old.forEach(operations::remove);
        touched.addAll(old);
    }

    /** The ids changed since the last call. */
    public List<String> takeTouched() {
        List<String> ids = new ArrayList<>(touched);
        touched.clear();
        return ids;
    }
}
