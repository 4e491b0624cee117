package dev.palisade.local.arm.fault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The faults asked for, oldest first. Guarded by the simulation's lock. */
public final class FaultTable {
    private final Map<String, Fault> faults = new LinkedHashMap<>();
    private final Set<String> touched = new LinkedHashSet<>();

    public void add(Fault fault) {
        faults.put(fault.id(), fault);
        touched.add(fault.id());
    }

    /** Puts back a fault read from disk. */
    public void restore(Fault fault) {
        faults.put(fault.id(), fault);
    }

    public List<Fault> all() {
        return List.copyOf(faults.values());
    }

    public @Nullable Fault find(String id) {
        return faults.get(id);
    }

    public void remove(Collection<String> ids) {
        for (String id : ids) {
            faults.remove(id);
            touched.add(id);
        }
    }

    /** The oldest fault of this kind that strikes here, counted as fired; empty if none does. */
    public Optional<Fault> strike(FaultKind kind, String method, String resourceKey) {
        for (Fault fault : faults.values()) {
            if (fault.strikes(kind, method, resourceKey)) {
                Fault fired = fault.firedOnceMore();
                add(fired);
                return Optional.of(fired);
            }
        }
        return Optional.empty();
    }

    /** Whether a fault of this kind would strike here. */
    public boolean awaits(FaultKind kind, String method, String resourceKey) {
        return faults.values().stream().anyMatch(fault -> fault.strikes(kind, method, resourceKey));
    }

    /** Tells the faults that wait for it of a write to this resource. */
    public void written(String resourceKey) {
        faults.values().stream()
                .filter(fault -> fault.awaitsWrite() && fault.matches(resourceKey))
                .map(Fault::written)
                .toList()
                .forEach(this::add);
    }

    /** The ids changed since the last call. */
    public List<String> takeTouched() {
        List<String> ids = new ArrayList<>(touched);
        touched.clear();
        return ids;
    }
}
