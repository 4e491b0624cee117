package dev.palisade.acceptance;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import java.util.Set;

/** What a status tells as done, looked up in Azure: whoever reads it relies on that. */
final class Remains {
    private Remains() {}

    /** Less what the status itself tells as still different. */
    static void assertThatWhatIsToldAsDoneIsThere(Scene scene, RequestStatus status) {
        Set<String> different = status.differences().stream()
                .map(difference -> difference.stepId())
                .collect(toSet());
        status.steps().stream()
                .filter(step -> step.state() == StepState.DONE && !different.contains(step.stepId()))
                .flatMap(step -> status.plan().steps().stream()
                        .filter(planned -> planned.id().equals(step.stepId())))
                .forEach(step -> assertThere(scene, step));
    }

    private static void assertThere(Scene scene, Step step) {
        JsonNode resource = scene.stack().arm().resource(step.resource().key()).orElse(MissingNode.getInstance());
        assertThat(resource.isMissingNode())
                .as("that %s is gone, since %s is told as done", step.resource(), step.id())
                .isEqualTo(step.action() == Step.Action.DELETE);
        assertThat(DeltaComparison.differences(resource, step.deltas()))
                .as("what differs in %s, though %s is told as done", step.resource(), step.id())
                .isEmpty();
        if (step.action() == Step.Action.CREATE) {
            Secured.isProvisioned(scene, step.resource().key());
        }
    }
}
