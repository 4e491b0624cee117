package dev.palisade.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.state.AuditEntry;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many steps of one worker while Azure wants no more requests, as Azure's own log shows it. */
@Timeout(120)
class ThrottledStepsTest {
    private static final int STEPS = 8;
    /** Longer than anyone waits in place. */
    private static final Duration WINDOW = Duration.ofSeconds(12);

    private final SimulatedAzure world = new SimulatedAzure();
    private final ExecutorService requests = Executors.newFixedThreadPool(STEPS);

    @AfterEach
    void close() {
        requests.shutdownNow();
        world.close();
    }

    @Test
    void aRefusedWriteHoldsBackTheWritesOfAllAndEachIsWrittenOnce() {
        List<Step> steps = computes();
        throttle(steps.get(0), "PUT");

        CompletableFuture<Ownership> refused = applied(steps.get(0));
        awaitClosed();
        List<CompletableFuture<Ownership>> held =
                steps.stream().skip(1).map(this::applied).toList();

        assertThat(refused.join()).isEqualTo(Ownership.CREATED);
        assertThat(held).allSatisfy(step -> assertThat(step.join()).isEqualTo(Ownership.CREATED));
        assertFired();
        assertThat(world.stories.arm.budget().putOff()).isGreaterThan(1);
        assertNoneInTheWindow(429, entry -> entry.method().equals("PUT"));
        assertThat(steps).allSatisfy(step -> {
            assertThat(world.effects(step, Effect.CREATED)).isOne();
            assertThat(sent(step, "PUT")).isEqualTo(step.equals(steps.get(0)) ? 2 : 1);
        });
    }

    @Test
    void aServiceThatIsUnavailableForAWhileIsLeftAloneByAllMeanwhile() {
        List<Step> steps = computes();
        world.azure
                .faults()
                .add(striking(FaultKind.SERVER_ERROR, steps.get(0), "PUT")
                        .withError(503, "ServiceUnavailable", "The service is unavailable."));

        CompletableFuture<Ownership> met = applied(steps.get(0));
        awaitClosed();
        CompletableFuture<Ownership> held = applied(steps.get(1));

        assertThat(met.join()).isEqualTo(Ownership.CREATED);
        assertThat(held.join()).isEqualTo(Ownership.CREATED);
        assertThat(world.azure.faults().fired(FaultKind.SERVER_ERROR)).isOne();
        assertNoneInTheWindow(503, entry -> entry.method().equals("PUT"));
    }

    @Test
    void aRefusedQuestionHoldsBackTheQuestionsOfAll() {
        List<Step> steps = computes();
        Step first = steps.get(0);
        throttle(first, FaultKind.POLL);

        CompletableFuture<Ownership> refused = applied(first);
        awaitClosed();
        Step other = steps.get(1);
        CompletableFuture<Ownership> held = applied(other);

        assertThat(refused.join()).isEqualTo(Ownership.CREATED);
        assertThat(held.join()).isEqualTo(Ownership.CREATED);
        assertFired();
        assertNoneInTheWindow(429, entry -> entry.method().equals("GET"));
        assertThat(world.effects(other, Effect.CREATED)).isOne();
    }

    /** Whatever a begin has noted before its write, it was not sent: nobody has to look for what it may have done. */
    @Test
    void aWriteThatWasHeldBackWasNeverSent() {
        List<Step> steps = computes();
        throttle(steps.get(0), "PUT");
        Step other = steps.get(1);
        world.azure.faults().add(Fault.refuse(other.resource().toString(), 1, 403, "RequestDisallowedByPolicy", "No."));

        CompletableFuture<Ownership> refused = applied(steps.get(0));
        awaitClosed();

        assertThat(Stories.nothingWritten(() -> world.stories.apply(other))).isTrue();
        assertThat(refused.join()).isEqualTo(Ownership.CREATED);
        assertFired();
        assertThat(world.azure.faults().fired(FaultKind.REFUSE)).isOne();
        assertThat(world.stories.arm.budget().putOff()).isGreaterThan(1);
    }

    private void throttle(Step step, String method) {
        world.azure.faults().add(striking(FaultKind.THROTTLE, step, method));
    }

    private static Fault striking(FaultKind kind, Step step, String method) {
        int simulated = (int) (WINDOW.toSeconds() * Stories.SPEED);
        return Fault.of(kind, step.resource().toString(), 1).onMethod(method).withRetryAfter(simulated);
    }

    private CompletableFuture<Ownership> applied(Step step) {
        return CompletableFuture.supplyAsync(() -> world.stories.apply(step).ownership(), requests);
    }

    /** What is on its way when Azure refuses cannot be called back; from here on the worker knows. */
    private void awaitClosed() {
        while (world.stories.arm.budget().closed().isEmpty()) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private void assertFired() {
        assertThat(world.azure.faults().fired(FaultKind.THROTTLE)).isOne();
    }

    private void assertNoneInTheWindow(int status, Predicate<AuditEntry> counted) {
        AuditEntry refusal = world.azure.audit().stream()
                .filter(entry -> entry.status() == status)
                .findFirst()
                .orElseThrow();
        Instant opens = refusal.realTime().plus(WINDOW);
        assertThat(world.azure.auditSince(refusal.sequence()).stream()
                        .filter(counted)
                        .filter(entry -> entry.realTime().isBefore(opens)))
                .as("requests from %s until %s", refusal.realTime(), opens)
                .isEmpty();
        assertThat(world.azure.auditSince(refusal.sequence()).stream().filter(counted))
                .as("requests after that")
                .isNotEmpty();
    }

    private long sent(Step step, String method) {
        return world.azure.audit().stream()
                .filter(entry -> entry.method().equals(method))
                .filter(entry -> entry.resource().equals(step.resource().key()))
                .count();
    }

    private static List<Step> computes() {
        return IntStream.range(0, STEPS).mapToObj(ThrottledStepsTest::compute).toList();
    }

    private static Step compute(int number) {
        String group = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mygroup/providers/";
        ResourceId workspace = ResourceId.of(group + "Microsoft.MachineLearningServices/workspaces/ws");
        return Step.creation(
                "compute/cpu" + number,
                ResourceKind.AML_COMPUTE,
                workspace.child("computes", "cpu" + number),
                "Create compute cpu" + number,
                HandMade.json("""
                        {"location":"koreacentral","properties":{"computeType":"AmlCompute","properties":{"vmSize":"STANDARD_D2_V2",
                         "scaleSettings":{"minNodeCount":0,"maxNodeCount":1,"nodeIdleTimeBeforeScaleDown":"PT120S"},
                         "subnet":{"id":"%sMicrosoft.Network/virtualNetworks/mynetwork/subnets/default"}}}}""".formatted(group)),
                List.of(),
                Duration.ofMinutes(5));
    }
}
