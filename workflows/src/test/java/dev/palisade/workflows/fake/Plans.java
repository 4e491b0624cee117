package dev.palisade.workflows.fake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.plan.Step.Undo;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Steps and plans for stories. */
public final class Plans {
    public static final ResourceId WORKSPACE = ResourceId.of(
            "/subscriptions/s/resourceGroups/mygroup/providers/" + "Microsoft.MachineLearningServices/workspaces/ws");

    private Plans() {}

    /** An update that is done as soon as it is sent. */
    public static Step quick(String id, String... dependsOn) {
        return step(id, Action.UPDATE, Undo.REVERT_DELTAS, Effect.NEUTRAL, dependsOn);
    }

    /** A creation with an operation to wait for. */
    public static Step slow(String id, String... dependsOn) {
        return step(id, Action.CREATE, Undo.DELETE_WHAT_WE_CREATED, Effect.NEUTRAL, dependsOn);
    }

    /** The same, of something that bears no tags. */
    public static Step untagged(String id, String... dependsOn) {
        Step step = slow(id, dependsOn);
        return copy(step, ResourceKind.CLUSTER_EXTENSION, step.resource(), step.dependsOn(), step.takesBack());
    }

    /** An update that closes a door. */
    public static Step tighten(String id, String... dependsOn) {
        return step(id, Action.UPDATE, Undo.REVERT_DELTAS, Effect.TIGHTEN, dependsOn);
    }

    /** The same, of a storage account that goes on to let in this subnet. */
    public static Step closing(String id, ResourceId subnet, String... dependsOn) {
        Step step = tighten(id, dependsOn);
        Delta rule = Delta.element(
                "/properties/networkAcls/virtualNetworkRules",
                "id",
                null,
                JsonNodeFactory.instance.objectNode().put("id", subnet.toString()));
        return copy(
                        step,
                        ResourceKind.STORAGE_ACCOUNT,
                        WORKSPACE.sibling("Microsoft.Storage/storageAccounts", id),
                        step.dependsOn(),
                        step.takesBack())
                .with(List.of(rule));
    }

    /** A step that cannot be taken back. */
    public static Step pivot(String id, String... dependsOn) {
        return step(id, Action.UPDATE, Undo.NONE, Effect.NEUTRAL, dependsOn);
    }

    /** Takes away what a creation of this id made; the entries that it settles are named by reference. */
    public static Step deletion(String created, String... takesBack) {
        Step step = step("delete/" + created, Action.DELETE, Undo.NONE, Effect.NEUTRAL);
        return takingBack(step, takesBack);
    }

    /** The same step, but later. */
    public static Step after(Step step, String... dependsOn) {
        return copy(step, step.kind(), step.resource(), List.of(dependsOn), step.takesBack());
    }

    /** The same step, on what the other one changes. */
    public static Step onTheSame(Step step, Step other) {
        return copy(step, step.kind(), other.resource(), step.dependsOn(), step.takesBack());
    }

    /** An element of something shared. */
    public static Claims claims(String id) {
        Claims.Element element = new Claims.Element(
                WORKSPACE,
                Delta.element(
                        "/shared",
                        "name",
                        null,
                        JsonNodeFactory.instance.objectNode().put("name", id)));
        return new Claims(List.of(element), List.of(), List.of());
    }

    /** Its effect in the world is what the step of this id made. */
    public static String deletedBy(Step deletion) {
        return deletion.id().substring("delete/".length());
    }

    /** The step, once it is done, settles these entries. */
    public static Step takingBack(Step step, String... references) {
        return copy(step, step.kind(), step.resource(), step.dependsOn(), List.of(references));
    }

    public static Plan plan(List<Step> steps) {
        return plan(steps, Claims.none(), List.of());
    }

    public static Plan plan(List<Step> steps, Claims claims, List<String> released) {
        String hash = steps.stream().map(Step::id).collect(Collectors.joining("+", "plan:", ""));
        return new Plan(WORKSPACE, Profile.SEED, steps, List.of(), claims, released, hash);
    }

    private static Step copy(
            Step step, ResourceKind kind, ResourceId resource, List<String> dependsOn, List<String> takesBack) {
        return new Step(
                step.id(),
                kind,
                step.action(),
                resource,
                step.title(),
                step.deltas(),
                dependsOn,
                step.undo(),
                step.effect(),
                step.typical(),
                step.impact(),
                takesBack);
    }

    private static Step step(String id, Action action, Undo undo, Effect effect, String... dependsOn) {
        ResourceId resource = WORKSPACE.child("computes", id.replace('/', '-'));
        Delta delta = Delta.creation(JsonNodeFactory.instance.textNode(id));
        return new Step(
                id,
                ResourceKind.AML_COMPUTE,
                action,
                resource,
                "Make " + id,
                List.of(delta),
                List.of(dependsOn),
                undo,
                effect,
                Duration.ofMinutes(20),
                "",
                List.of());
    }
}
