package dev.palisade.acceptance;

import static dev.palisade.planning.plan.ResourceKind.ATTACHED_CLUSTER;
import static dev.palisade.planning.plan.ResourceKind.ATTACHED_MACHINE;
import static dev.palisade.planning.plan.ResourceKind.CLUSTER_EXTENSION;
import static dev.palisade.planning.plan.ResourceKind.KEY_VAULT;
import static dev.palisade.planning.plan.ResourceKind.NETWORK_SECURITY_GROUP;
import static dev.palisade.planning.plan.ResourceKind.STORAGE_ACCOUNT;
import static dev.palisade.planning.plan.ResourceKind.SUBNET;
import static dev.palisade.planning.plan.Step.Action.CREATE;
import static dev.palisade.planning.plan.Step.Action.DELETE;
import static dev.palisade.planning.plan.Step.Action.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.RequestStatus;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a step of a plan can do to a kind of resource. */
record Change(ResourceKind kind, Step.Action action) {
    private static final String CUSTOMERS = "the customer's own: Palisade changes elements of it";

    /** What no planner plans, with the reason; every proof looks whether its plan says otherwise. */
    static final Map<Change, String> NEVER_PLANNED = Stream.concat(
                    Stream.of(NETWORK_SECURITY_GROUP, SUBNET, STORAGE_ACCOUNT, KEY_VAULT)
                            .flatMap(kind -> Stream.of(new Change(kind, CREATE), new Change(kind, DELETE)))
                            .map(change -> Map.entry(change, CUSTOMERS)),
                    Stream.of(
                            Map.entry(
                                    new Change(CLUSTER_EXTENSION, UPDATE),
                                    "one with other settings is left as it is found"),
                            Map.entry(
                                    new Change(ATTACHED_CLUSTER, UPDATE),
                                    "one with other settings is detached and attached anew"),
                            Map.entry(
                                    new Change(ATTACHED_MACHINE, UPDATE),
                                    "one with other settings is detached and attached anew")))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** What is planned, and has no row, with the reason. */
    static final Map<Change, String> WITHOUT_A_ROW = Map.of(
            new Change(CLUSTER_EXTENSION, DELETE),
            "only behind the detachment, which has no way back: nothing could be as before");

    static Stream<Change> all() {
        return Arrays.stream(ResourceKind.values())
                .flatMap(kind -> Arrays.stream(Step.Action.values()).map(action -> new Change(kind, action)));
    }

    /** The step is what its row says, and the plan has nothing that is never planned. A later plan for the rest may not have the step. */
    static void assertPlanned(RequestStatus status, StepKind step) {
        Map<String, Change> planned = Optional.ofNullable(status.plan()).map(Plan::steps).stream()
                .flatMap(steps -> steps.stream())
                .collect(Collectors.toMap(Step::id, each -> new Change(each.kind(), each.action())));
        assertThat(planned.getOrDefault(step.step(), step.change())).isEqualTo(step.change());
        assertThat(planned.values()).doesNotContainAnyElementsOf(NEVER_PLANNED.keySet());
    }
}
