package dev.palisade.activities;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.ArmError;
import dev.palisade.activities.arm.LongRunningOperation;
import dev.palisade.activities.kind.ArmKinds;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.StepActivities.Difference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a resource is not, though a step wants it so; in the words of the contract. */
final class Differences {
    private static final String ABSENT = "absent";
    private static final String PRESENT = "present";

    private Differences() {}

    /** Empty exactly if the resource is there, at rest, and as the step wants it; or if it is gone, for a step that takes it away. */
    static List<Difference> of(Step step, Optional<JsonNode> found) {
        if (step.action() == Step.Action.DELETE) {
            return found.isEmpty() ? List.of() : List.of(difference(step, "", ABSENT, PRESENT));
        }
        if (found.isEmpty()) {
            return List.of(difference(step, "", PRESENT, ABSENT));
        }
        JsonNode resource = found.get();
        String state = LongRunningOperation.provisioningState(resource);
        Stream<Difference> notProvisioned = LongRunningOperation.isSucceeded(state)
                ? shortfall(step, resource).stream()
                : Stream.of(difference(step, "/properties/provisioningState", "Succeeded", state));
        Stream<Difference> touched = DeltaComparison.differences(resource, step.deltas()).stream()
                .map(each -> difference(step, each.path(), text(each.expected()), text(each.actual())));
        return Stream.concat(notProvisioned, touched).toList();
    }

    static String inWords(JsonNode resource, List<Delta> deltas) {
        return DeltaComparison.differences(resource, deltas).stream()
                .map(each -> (each.path().isEmpty() ? "the resource" : each.path()) + " is " + text(each.actual()))
                .collect(Collectors.joining("; "));
    }

    static String inWords(List<Difference> differences) {
        return differences.stream()
                .map(each -> (each.field().isEmpty() ? "the resource" : each.field()) + " is " + each.found() + ", not "
                        + each.wanted())
                .collect(Collectors.joining("; "));
    }

    private static Optional<Difference> shortfall(Step step, JsonNode resource) {
        return ArmKinds.of(step.kind())
                .shortfall(resource)
                .map((ArmError error) ->
                        difference(step, "/properties", "provisioned", error.code() + ": " + error.message()));
    }

    private static Difference difference(Step step, String field, String wanted, String found) {
        return new Difference(step.id(), step.resource().toString(), field, wanted, found);
    }

    private static String text(@Nullable JsonNode value) {
        return value == null || value.isMissingNode() || value.isNull()
                ? ABSENT
                : value.isValueNode() ? value.asText() : value.toString();
    }
}
