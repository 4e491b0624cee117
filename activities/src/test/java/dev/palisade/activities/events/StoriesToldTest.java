package dev.palisade.activities.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusMessage;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Scopes;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.OutcomeType;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.payload.Payloads;
import dev.palisade.workflows.request.RequestWorkflowImpl;
import dev.palisade.workflows.start.RequestStart;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the workflow to the message: whatever a request comes to, all that it tells is valid by its schema, in its session, under its id. */
class StoriesToldTest {
    private final OutcomeSchemas schemas = new OutcomeSchemas();
    private final List<ServiceBusMessage> sent = new CopyOnWriteArrayList<>();
    private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(options());
    private final PlayedWorld world = new PlayedWorld(temporal::getWorkflowClient);

    @BeforeEach
    void start() {
        Worker worker = temporal.newWorker(TemporalNames.TASK_QUEUE);
        worker.registerWorkflowImplementationTypes(RequestWorkflowImpl.class);
        worker.registerActivitiesImplementations(world, new OutcomeActivitiesImpl(this::send));
        temporal.start();
    }

    @AfterEach
    void stop() {
        temporal.close();
    }

    @Test
    void aRequestThatSucceeds() throws Exception {
        play(RequestType.APPLY);

        told(
                "accepted",
                "planned",
                "step.started",
                "step.waiting",
                "step.finished",
                "step.started",
                "step.waiting",
                "step.finished",
                "ready");
    }

    @Test
    void aDryRun() throws Exception {
        play(RequestType.PLAN);

        told("accepted", "planned");
    }

    @Test
    void oneThatIsRefused() throws Exception {
        world.finds(Finding.refusal(
                FindingCode.SUBNET_MISSING, "/network/subnets", WhoseMove.YOURS, Map.of("subnet", "default")));
        play(RequestType.APPLY);

        told("accepted", "rejected");
    }

    @Test
    void oneThatIsTakenBack() throws Exception {
        world.fails("await upper", FailureClass.YOURS);
        play(RequestType.APPLY);

        told(
                "accepted",
                "planned",
                "step.started",
                "step.waiting",
                "step.finished",
                "step.started",
                "step.waiting",
                "step.finished",
                "step.undone",
                "step.undone",
                "rolled_back");
        assertThat(OutcomeSchemas.parsed(sent.get(7)).at("/data/failure/code").asText())
                .isEqualTo("Told");
    }

    @Test
    void oneWhoseUndoFails() throws Exception {
        world.fails("begin upper", FailureClass.YOURS).fails("undo lower", FailureClass.NEEDS_A_PERSON);
        play(RequestType.APPLY);

        assertThat(events()).endsWith("step.undone", "stuck");
        valid();
    }

    @Test
    void oneThatAPersonMustHelp() throws Exception {
        world.fails("begin lower", FailureClass.NEEDS_A_PERSON);
        play(RequestType.APPLY);

        told("accepted", "planned", "step.started", "step.finished", "parked");
    }

    @Test
    void oneThatIsCancelledWhileItAwaitsApproval() throws Exception {
        world.needsApproval();
        play(RequestType.APPLY);

        told("accepted", "planned", "awaiting_approval", "cancelled");
    }

    private void play(RequestType type) throws TimeoutException {
        Request request = new Request(
                "r1",
                type,
                OutcomeSamples.WORKSPACE,
                "churn-prod",
                "churn",
                Profile.CURRENT,
                JsonNodeFactory.instance.objectNode(),
                "digest",
                OutcomeSamples.AT,
                1,
                null,
                Scopes.unlimited());
        RequestWorkflow workflow =
                temporal.getWorkflowClient().newWorkflowStub(RequestWorkflow.class, RequestStart.options(request));
        WorkflowClient.start(workflow::run, request);
        WorkflowStub.fromTyped(workflow).getResult(60, TimeUnit.SECONDS, RequestStatus.class);
    }

    private void send(List<ServiceBusMessage> messages, Duration patience) {
        sent.addAll(messages);
        if (events().contains("awaiting_approval") && !events().contains("cancelled")) {
            temporal.getWorkflowClient()
                    .newWorkflowStub(RequestWorkflow.class, "request/r1")
                    .cancel("not needed");
        }
    }

    private void told(String... events) {
        assertThat(events()).containsExactly(events);
        valid();
    }

    private void valid() {
        assertThat(sent.stream().flatMap(message -> schemas.violations(message).stream()))
                .isEmpty();
        assertThat(sent).extracting(ServiceBusMessage::getSessionId).containsOnly("r1");
        assertThat(sent).extracting(ServiceBusMessage::getMessageId).doesNotHaveDuplicates();
        assertThat(sent)
                .allSatisfy(message -> assertThat(message.getApplicationProperties())
                        .containsKeys("requestId", "environment", "team", "type", "attempt", "state", "event"));
        assertThat(events())
                .isSubsetOf(OutcomeSchemas.published().stream()
                        .map(OutcomeType::event)
                        .toList());
    }

    private List<String> events() {
        return sent.stream()
                .map(message ->
                        String.valueOf(message.getApplicationProperties().get("event")))
                .toList();
    }

    private static TestEnvironmentOptions options() {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build());
        Stream.of(
                        TemporalNames.ENVIRONMENT,
                        TemporalNames.TEAM,
                        TemporalNames.STATE,
                        TemporalNames.STEP,
                        TemporalNames.ERROR_CODE,
                        TemporalNames.PROFILE)
                .forEach(key ->
                        options.registerSearchAttribute(key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
        return options.build();
    }
}
