package dev.palisade.client.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.Step;
import java.util.Optional;

/** What ARM's GET answered for the resource of a step; empty for 404. */
public record Reading(Step step, Optional<JsonNode> resource) {

    /** Azure's own word for how the resource is; empty if it has none. */
    public String provisioningState() {
        return resource.map(body -> body.at("/properties/provisioningState").asText())
                .orElse("");
    }

    /** Whether the fields that the step names are as it wanted them, as they were, or neither. */
    public DeltaComparison.State comparison() {
        return DeltaComparison.compare(resource.orElse(null), step.deltas());
    }
}
