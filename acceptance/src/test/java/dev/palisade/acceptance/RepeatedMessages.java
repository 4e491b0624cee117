package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.acceptance.stack.Outcomes;
import dev.palisade.acceptance.wire.Loss;
import dev.palisade.workflows.contract.Request;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What befalls messages on their way through the intake, one thing after the other; each asserts that it did befall every one of them. */
final class RepeatedMessages {
    private final LocalStack stack;
    private final List<RepeatedMessage> messages;
    private final Set<String> ids;
    private Set<String> acknowledgementsLost = Set.of();

    RepeatedMessages(LocalStack stack, List<RepeatedMessage> messages) {
        this.stack = stack;
        this.messages = messages;
        this.ids = messages.stream().map(RepeatedMessage::id).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The worker holds them when it loses the broker, and with it their locks; it is handed them again, and still holds the first copies. */
    void comeAgainWhileTheyAreInHandAndTemporalIsAway() {
        long temporal = stack.temporal().pid();
        stack.temporal().kill();
        messages.forEach(RepeatedMessage::send);
        awaitDeliveries(1);
        stack.wire().cut();
        awaitFailedDeliveries(1);
        stack.wire().mend();
        awaitDeliveries(2);

        assertThat(ProcessHandle.of(temporal)).isEmpty();
    }

    /** Temporal comes back and takes them, but no word of that leaves the worker before it is killed. */
    void comeAgainSinceTheirWorkerDiesOnceTemporalHasThem() {
        Loss settlements = stack.wire().lose(Loss.ofSettlements(ids));
        Loss acknowledgements = stack.wire().lose(Loss.ofAcknowledgements());
        stack.temporal().startAgain();
        settlements.await(ids, Scene.PATIENCE);
        acknowledgements.awaitAny(Scene.PATIENCE);
        assertThat(ids)
                .allSatisfy(id ->
                        assertThat(stack.requests().execution(id).getRunId()).isNotEmpty());
        assertThat(waiting().keySet()).isEqualTo(ids);
        long worker = stack.worker().pid();
        stack.worker().kill();

        assertThat(ProcessHandle.of(worker)).isEmpty();
        acknowledgementsLost = acknowledgements.struck();
        stack.wire().mend();
    }

    /**
     * The next worker finds them taken already and completes them; that is lost, though the connection lives. When they come again the
     * broker does as it is told, and the worker does not hear of it.
     */
    void comeAgainSinceTheirSettlementIsLost() {
        Loss settlements = stack.wire().lose(Loss.ofFirstSettlements(ids));
        Loss answers = stack.wire().lose(Loss.ofFirstAnswers(ids));
        stack.worker().start();
        settlements.await(ids, Scene.PATIENCE);
        answers.await(ids, Scene.PATIENCE);

        Eventually.await("the queue is empty", () -> waiting().isEmpty());
    }

    void assertOneRequestAndOneEffectOfEach() {
        messages.forEach(RepeatedMessage::awaitEnd);
        messages.forEach(RepeatedMessage::assertOneEffect);
        assertThat(runs())
                .as("each request once, and no other")
                .isEqualTo(ids.stream().collect(Collectors.toMap(id -> id, id -> 1L)));
        assertThat(stack.requests().deadLetters()).isEmpty();
        assertThat(waiting()).isEmpty();
        assertThat(ids)
                .as("once in hand, once accepted, once settled in vain, and then complete")
                .allSatisfy(id -> assertThat(stack.wire().deliveries(id)).as(id).isGreaterThanOrEqualTo(4));
        assertOutcomesToldOnce();
    }

    /** What is told twice is told under the same id. */
    private void assertOutcomesToldOnce() {
        Map<String, List<Outcome>> told = new Outcomes(stack.bus().connectionString())
                .waiting().stream()
                        .collect(Collectors.groupingBy(
                                ServiceBusReceivedMessage::getMessageId,
                                Collectors.mapping(Outcome::of, Collectors.toList())));
        assertThat(acknowledgementsLost)
                .as("outcomes of which the worker did not hear that the broker has them")
                .isNotEmpty()
                .allSatisfy(id -> assertThat(told.get(id)).hasSizeGreaterThan(1));
        assertThat(told).allSatisfy((id, copies) -> assertThat(copies).containsOnly(copies.get(0)));
        assertThat(told.values().stream()
                        .map(copies -> copies.get(0))
                        .filter(outcome -> outcome.event().equals("accepted"))
                        .map(Outcome::requestId))
                .doesNotHaveDuplicates()
                .containsAll(ids);
    }

    private record Outcome(Object requestId, Object event) {
        static Outcome of(ServiceBusReceivedMessage message) {
            Map<String, Object> properties = message.getApplicationProperties();
            return new Outcome(properties.get("requestId"), properties.get("event"));
        }
    }

    private void awaitDeliveries(int many) {
        Eventually.await(
                "every message was delivered " + many + " times",
                () -> ids.stream().allMatch(id -> stack.wire().deliveries(id) >= many));
    }

    private void awaitFailedDeliveries(int many) {
        Eventually.await("the broker counts " + many + " deliveries of every message that failed", () -> {
            Map<String, Long> failed = waiting();
            return ids.stream().allMatch(id -> failed.getOrDefault(id, 0L) >= many);
        });
    }

    /** The messages that are in the queue, and how often their delivery has failed. */
    private Map<String, Long> waiting() {
        return stack.requests().waiting().stream()
                .collect(Collectors.toMap(
                        ServiceBusReceivedMessage::getMessageId, ServiceBusReceivedMessage::getDeliveryCount));
    }

    /** How many runs Temporal has of each request, but for those that only prepared a scene. */
    private Map<String, Long> runs() {
        return stack.temporal()
                .client()
                .listExecutions("WorkflowType = 'Request'")
                .map(execution ->
                        execution.getExecution().getWorkflowId().substring(Request.WORKFLOW_ID_PREFIX.length()))
                .filter(id -> !id.endsWith("-standing"))
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }
}
