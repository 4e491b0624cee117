package dev.palisade.workflows.parent;

import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.workflows.contract.ParentWorkflow.Inherited;
import java.util.List;
import java.util.stream.Stream;

/** An inherited entry, taken apart: its changes may fall to different heirs. */
final class Heritage {
    private Heritage() {}

    static List<Element> elements(Inherited inherited) {
        return inherited.entry().step().deltas().stream()
                .map(delta -> new Element(inherited.entry().step().resource(), delta))
                .toList();
    }

    static Inherited only(Inherited inherited, Element element) {
        return with(inherited, List.of(element.wanted()));
    }

    static boolean sameOrigin(Inherited one, Inherited other) {
        return one.from().equals(other.from())
                && one.entry().reference().equals(other.entry().reference());
    }

    /** Both, of the same origin, as one. */
    static Inherited together(Inherited one, Inherited other) {
        List<Delta> deltas = Stream.concat(one.entry().step().deltas().stream(), other.entry().step().deltas().stream())
                .distinct()
                .toList();
        return with(one, deltas);
    }

    private static Inherited with(Inherited inherited, List<Delta> deltas) {
        return new Inherited(inherited.from(), inherited.entry().with(deltas));
    }
}
