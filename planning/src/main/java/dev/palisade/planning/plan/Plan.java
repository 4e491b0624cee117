package dev.palisade.planning.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.palisade.planning.arm.ResourceId;
import java.util.List;

/**
 * What would be done, in an order that respects every dependence.
 *
 * @param environment the workspace
 * @param found resources that the document asks for and that are there already as asked: used, not created, not owned
 * @param claims what the environment needs of shared things once the plan is done, made by it or found
 * @param released references of ledger entries that are dropped without touching Azure: what left the document and is not pruned
 * @param hash over the canonical touched fields of the steps, without times, etags, order or autoscaled counts; what an approval names
 */
public record Plan(
        ResourceId environment,
        Profile profile,
        List<Step> steps,
        List<ResourceId> found,
        Claims claims,
        List<String> released,
        String hash) {
    public Plan {
        steps = List.copyOf(steps);
        found = List.copyOf(found);
        claims = Claims.orNone(claims);
        released = released == null ? List.of() : List.copyOf(released);
    }

    /** Not a field of the JSON: a reader that does not know it would refuse the whole plan. */
    @JsonIgnore
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Nothing to do and nothing claimed: what stands for a plan where there is none. */
    public static Plan nothing(ResourceId environment, Profile profile) {
        return new Plan(environment, profile, List.of(), List.of(), Claims.none(), List.of(), "");
    }
}
