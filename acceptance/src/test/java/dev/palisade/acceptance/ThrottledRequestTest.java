package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.client.render.RequestText;
import dev.palisade.client.render.Style;
import dev.palisade.client.temporal.RequestReader;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.client.timing.TimeScale;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.state.AuditEntry;
import dev.palisade.workflows.contract.RequestState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Azure wants no more requests for a while: two requests of one worker wait as one, say so, and do what they were asked. */
@ExtendWith(StackExtension.class)
@Isolated("it closes the writes of a subscription that all tests share")
class ThrottledRequestTest {
    /** Long enough for a second request to come from the queue to its first write. */
    private static final Duration WINDOW = Duration.ofSeconds(30);

    private static final String WAITS =
            "waits for Azure's request limit \\(writes, subscription 11111111-2222-3333-4444-555555555555\\)"
                    + " until \\d\\d:\\d\\d:\\d\\d UTC";

    @Test
    void whatOneRequestIsToldAllObeyAndItShowsWhatTheyWaitFor(LocalStack stack) {
        Scene refused = Scene.in(stack, "throttled-refused");
        Scene other = Scene.in(stack, "throttled-other");
        Fault throttle =
                refused.plant(Fault.of(FaultKind.THROTTLE, refused.environment().compute(), 1)
                        .onMethod("PUT")
                        .withRetryAfter((int) (WINDOW.toSeconds() * StackExtension.SPEED)));

        String first = refused.apply("1", Part.document(refused.environment(), Part.TRAINING));
        // What is on its way when Azure refuses cannot be called back; once it shows, the worker knows.
        String shown = awaitShown(stack, first);
        String second = other.apply("1", Part.document(other.environment(), Part.STORAGE, Part.TRAINING));
        String shownOfTheSecond = awaitShown(stack, second);

        assertThat(shown).containsPattern("creating compute cluster cpucluster: " + WAITS);
        // Azure has told it nothing: it waits for what the first was told, and says so before it has sent anything.
        assertThat(shownOfTheSecond).containsPattern(WAITS);
        Proofs.assertState(refused.atRest(first), RequestState.READY);
        Proofs.assertState(other.atRest(second), RequestState.READY);
        assertThat(refused.fired(throttle)).isEqualTo(1);
        AuditEntry refusal = refused.writes().stream()
                .filter(entry -> entry.status() == 429)
                .findFirst()
                .orElseThrow();
        Instant opens = refusal.realTime().plus(WINDOW);
        assertThat(writesAfter(refusal, refused, other))
                .isNotEmpty()
                .allSatisfy(write -> assertThat(write.realTime()).isAfterOrEqualTo(opens));
        assertThat(refused.effects(refused.environment().compute(), Effect.CREATED))
                .isEqualTo(1);
        assertThat(other.effects(other.environment().compute(), Effect.CREATED)).isEqualTo(1);
        assertThat(other.effects(other.environment().storageAccount(), Effect.CHANGED))
                .isEqualTo(1);
        Stream.of(refused, other).forEach(Scene::assertNothingForeignTouched);
    }

    private static List<AuditEntry> writesAfter(AuditEntry refusal, Scene... scenes) {
        return Stream.of(scenes)
                .flatMap(scene -> scene.writes().stream())
                .filter(entry -> entry.sequence() > refusal.sequence())
                .filter(entry -> !entry.method().equals("DELETE"))
                .toList();
    }

    /** What {@code palisade show} prints, once a limit is waited for. */
    private static String awaitShown(LocalStack stack, String id) {
        Instant giveUp = Instant.now().plus(WINDOW);
        String shown = "";
        while (!shown.contains("request limit") && Instant.now().isBefore(giveUp)) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            shown = show(stack, id);
        }
        return shown;
    }

    private static String show(LocalStack stack, String id) {
        RequestReader reader = new RequestReader(stack.temporal().client(), "the local stack", Clock.systemUTC());
        return reader.find(id)
                .map((RequestView view) -> new RequestText(
                                TimeScale.simulated(StackExtension.SPEED), ZoneOffset.UTC, Style.PLAIN)
                        .screen(view, reader.before(view)))
                .map(lines -> String.join("\n", lines))
                .orElse("");
    }
}
