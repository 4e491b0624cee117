package dev.palisade.activities.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusMessage;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.OutcomeType;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Fault;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the workflow to the message: whatever a request comes to, all that it tells is valid by its schema, in its session, under its id. */
class StoriesToldTest {
    private final OutcomeSchemas schemas = new OutcomeSchemas();
    private final List<ServiceBusMessage> sent = new CopyOnWriteArrayList<>();
    private final FakeWorld world = new FakeWorld()
            .wants(Plans.slow("lower"), Plans.slow("upper", "lower"))
            .tells(new OutcomeActivitiesImpl(this::send));
    private final Stage stage = new Stage(world);

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aRequestThatSucceeds() {
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
    void aDryRun() {
        play(RequestType.PLAN);

        told("accepted", "planned");
    }

    @Test
    void oneThatIsRefused() {
        world.finds(Finding.refusal(
                FindingCode.SUBNET_MISSING,
                "/network/subnets",
                WhoseMove.YOURS,
                Map.of("subnet", "default", "network", "mynetwork")));
        play(RequestType.APPLY);

        told("accepted", "rejected");
    }

    @Test
    void oneThatIsTakenBack() {
        world.withFault("upper", Fault.FAILS_LATE);
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
                .isEqualTo("FAILS_LATE");
    }

    @Test
    void oneWhoseUndoFails() {
        world.withFault("upper", Fault.REFUSED).withFault("lower", Fault.UNDO_LOCKED);
        play(RequestType.APPLY);

        assertThat(events()).endsWith("step.undone", "stuck");
        valid();
    }

    @Test
    void oneThatAPersonMustHelp() {
        world.withFault("lower", Fault.QUOTA);
        play(RequestType.APPLY);

        told("accepted", "planned", "step.started", "step.finished", "parked");
    }

    @Test
    void oneThatIsCancelledWhileItAwaitsApproval() {
        world.needsApproval();
        play(RequestType.APPLY);

        told("accepted", "planned", "awaiting_approval", "cancelled");
    }

    private void play(RequestType type) {
        stage.play(Stage.request("r1", type, OutcomeSamples.AT));
    }

    /** As a topic with duplicate detection does: a workflow task that is lost tells what it told once more, under the same ids. */
    private void send(List<ServiceBusMessage> messages, Duration patience) {
        messages.stream().filter(message -> !known(message)).forEach(sent::add);
        if (events().contains("awaiting_approval") && !events().contains("cancelled")) {
            stage.request("request/r1", RequestWorkflow.class).cancel("not needed");
        }
    }

    private boolean known(ServiceBusMessage message) {
        return sent.stream().anyMatch(earlier -> earlier.getMessageId().equals(message.getMessageId()));
    }

    private void told(String... events) {
        assertThat(events()).containsExactly(events);
        valid();
    }

    private void valid() {
        assertThat(sent.stream().flatMap(message -> schemas.violations(message).stream()))
                .isEmpty();
        assertThat(sent).extracting(ServiceBusMessage::getSessionId).containsOnly("r1");
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
}
