package dev.palisade.planning.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.palisade.planning.arm.ResourceId;
import java.util.List;

/**
 * What would be done, in an order that respects every dependence.
 *
 * @param environment the workspace
 * @param found resources that the document asks for and that are there already as asked: used, not created, not owned
 * @param hash over the canonical touched fields of the steps, without times, etags, order or autoscaled counts; what an approval names
 */
public record Plan(ResourceId environment, Profile profile, List<Step> steps, List<ResourceId> found, String hash) {
    public Plan {
        steps = List.copyOf(steps);
        found = List.copyOf(found);
    }

    /** Not a field of the JSON: a reader that does not know it would refuse the whole plan. */
    @JsonIgnore
    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
