package dev.palisade.local.arm.engine;

import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.fault.FaultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that strike one request. */
final class Strikes {
    private final FaultTable faults;
    private final String method;
    private final List<FaultKind> struck = new ArrayList<>();
    private String resourceKey;

    Strikes(FaultTable faults, String method, String resourceKey) {
        this.faults = faults;
        this.method = method;
        this.resourceKey = resourceKey;
    }

    /** The same request, its faults sought by the resource that it is really about. */
    void about(String key) {
        resourceKey = key;
    }

    Optional<Fault> strike(FaultKind kind) {
        return strike(kind, method);
    }

    Optional<Fault> strike(FaultKind kind, String asMethod) {
        Optional<Fault> fault = faults.strike(kind, asMethod, resourceKey);
        fault.ifPresent(found -> struck.add(found.kind()));
        return fault;
    }

    /** Whether a fault of this kind would strike; none is counted. */
    boolean awaits(FaultKind kind, String asMethod) {
        return faults.awaits(kind, asMethod, resourceKey);
    }

    /** Tells the faults that wait for it of what this request has written. */
    void written() {
        faults.written(resourceKey);
    }

    String resource() {
        return resourceKey;
    }

    List<FaultKind> struck() {
        return List.copyOf(struck);
    }
}
