package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.state.AuditEntry;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A message that comes again and again, in a scene of its own.
 *
 * @param id of the message, and of the request
 * @param asked how much Azure had been asked in the scene before
 */
record RepeatedMessage(StepKind kind, Scene scene, String id, int asked) {

    /** Brings its scene to where only the message is missing. */
    static RepeatedMessage prepared(LocalStack stack, StepKind kind, int copy) {
        Scene scene = Scene.in(stack, "again" + copy + "-" + kind.name());
        kind.prepare(scene);
        int asked = audit(scene).size();
        return new RepeatedMessage(kind, scene, scene.environment().group() + "-asked", asked);
    }

    void send() {
        scene.stack().requests().ask(kind.type(), id, kind.data().apply(scene.environment()));
    }

    /** Lets it run, if a person must, and waits for its end. */
    void awaitEnd() {
        if (kind.waitsForApproval()) {
            scene.stack().requests().approve(id, Scene.PATIENCE);
        }
        Proofs.assertState(
                scene.atRest(id), kind.type() == RequestType.PLAN ? RequestState.PLANNED : RequestState.READY);
    }

    void assertOneEffect() {
        kind.done().accept(scene);
        Map<String, List<Effect>> effects = audit(scene).stream()
                .skip(asked)
                .filter(entry -> entry.effect() != Effect.NONE)
                .collect(Collectors.groupingBy(
                        AuditEntry::resource, Collectors.mapping(AuditEntry::effect, Collectors.toList())));
        assertThat(effects)
                .as("what %s did to each resource", id)
                .allSatisfy((resource, done) -> assertThat(done).as(resource).hasSize(1));
        if (kind.effect() != Effect.NONE) {
            assertThat(effects).containsEntry(kind.resourceIn(scene).toLowerCase(Locale.ROOT), List.of(kind.effect()));
        }
        scene.assertNothingForeignTouched();
    }

    private static List<AuditEntry> audit(Scene scene) {
        return scene.stack().audit().within(scene.environment().groupId());
    }
}
