package dev.palisade.local.arm;

import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.state.Simulation;
import java.util.List;

/** The faults of a running simulator. */
public final class Faults {
    private final Simulation simulation;

    Faults(Simulation simulation) {
        this.simulation = simulation;
    }

    /** Asks for a fault; answers it with its id. */
    public Fault add(Fault fault) {
        return simulation.exclusively(() -> {
            simulation.faults().add(fault);
            return fault;
        });
    }

    /** Asks for a fault with the service's own words, by the methods usual for its kind. */
    public Fault add(FaultKind kind, String resource, int count) {
        return add(Fault.of(kind, resource, count));
    }

    /** Every fault asked for, with how often it fired. */
    public List<Fault> list() {
        return simulation.exclusively(() -> simulation.faults().all());
    }

    /** How often faults of this kind fired. */
    public int fired(FaultKind kind) {
        return list().stream()
                .filter(fault -> fault.kind() == kind)
                .mapToInt(Fault::fired)
                .sum();
    }

    /** Forgets one fault. What it did stays done. */
    public void remove(Fault fault) {
        simulation.exclusively(() -> {
            simulation.faults().remove(List.of(fault.id()));
            return true;
        });
    }

    /** Forgets every fault. What they did stays done. */
    public void clear() {
        simulation.exclusively(() -> {
            simulation
                    .faults()
                    .remove(simulation.faults().all().stream().map(Fault::id).toList());
            return true;
        });
    }
}
