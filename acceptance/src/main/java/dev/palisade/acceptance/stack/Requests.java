package dev.palisade.acceptance.stack;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.models.SubQueue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.client.request.RequestMessage;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.contract.RequestWorkflow.Approval;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Requests as a team makes and follows them: a message in by the official SDK, the answer out of Temporal. */
public final class Requests implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final ServiceBusClientBuilder bus;
    private final String queue;
    private final ServiceBusSenderClient sender;
    private final DeadLetters deadLetters;
    private final WorkflowClient temporal;

    public Requests(String connection, String queue, WorkflowClient temporal) {
        this.bus = new ServiceBusClientBuilder().connectionString(connection);
        this.queue = queue;
        this.sender = bus.sender().queueName(queue).buildClient();
        this.deadLetters = new DeadLetters(connection, queue);
        this.temporal = temporal;
    }

    public void apply(String id, JsonNode document) {
        ask(RequestType.APPLY, id, document);
    }

    public void plan(String id, JsonNode document) {
        ask(RequestType.PLAN, id, document);
    }

    /** @param data a document, or what the type of request carries instead */
    public void ask(RequestType type, String id, JsonNode data) {
        send(id, RequestMessage.of(type, id, data, Clock.systemUTC()).body());
    }

    /** Any body at all, as a careless sender would. */
    public void send(String messageId, byte[] body) {
        sender.sendMessage(new ServiceBusMessage(BinaryData.fromBytes(body))
                .setMessageId(messageId)
                .setContentType(RequestMessage.CONTENT_TYPE));
    }

    /** What is in the queue, locked or not. */
    public List<ServiceBusReceivedMessage> waiting() {
        return Peek.all(bus.receiver().queueName(queue));
    }

    /** All that was dead-lettered. */
    public List<ServiceBusReceivedMessage> deadLetters() {
        return Peek.all(bus.receiver().queueName(queue).subQueue(SubQueue.DEAD_LETTER_QUEUE));
    }

    /** The dead letter with this message id. @throws IllegalStateException if none comes in time */
    public ServiceBusReceivedMessage deadLetter(String messageId, Duration patience) {
        return deadLetters.await(messageId, patience);
    }

    /** The request's result. @throws IllegalStateException if it does not come to rest in time; says how it stands */
    public RequestStatus atRest(String id, Duration patience) {
        Instant giveUp = Instant.now().plus(patience);
        while (Instant.now().isBefore(giveUp)) {
            try {
                long left = Duration.between(Instant.now(), giveUp).toMillis();
                return stub(id).getResult(Math.max(1, left), TimeUnit.MILLISECONDS, RequestStatus.class);
            } catch (WorkflowNotFoundException notYet) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            } catch (TimeoutException late) {
                break;
            }
        }
        throw new IllegalStateException("request " + id + " is not at rest within " + patience + ": " + status(id));
    }

    /** Waits until the request's status is such. @throws IllegalStateException if it is not in time */
    public RequestStatus until(String id, Predicate<RequestStatus> such, Duration patience) {
        Instant giveUp = Instant.now().plus(patience);
        Optional<RequestStatus> last = Optional.empty();
        while (Instant.now().isBefore(giveUp)) {
            last = status(id);
            if (last.filter(such).isPresent()) {
                return last.get();
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        throw new IllegalStateException("request " + id + " did not get there within " + patience + ": " + last);
    }

    /** Lets the plan run that waits for it. @throws IllegalStateException if none comes to wait in time */
    public void approve(String id, Duration patience) {
        decide(id, true, patience);
    }

    /** The same for every plan that comes to wait until the request rests, if any does: what its neighbours leave to it needs a word of its own. */
    public void approveAll(String id, Duration patience) {
        while (!untilDecidable(id, patience).state().resting()) {
            approve(id, patience);
        }
    }

    /** Refuses the plan that waits for an approval. @throws IllegalStateException if none comes to wait in time */
    public void reject(String id, Duration patience) {
        decide(id, false, patience);
    }

    private void decide(String id, boolean approved, Duration patience) {
        RequestStatus waiting = untilDecidable(id, patience);
        if (waiting.state() != RequestState.AWAITING_APPROVAL || waiting.plan() == null) {
            throw new IllegalStateException("request " + id + " does not wait for an approval: " + waiting);
        }
        workflow(id).approve(new Approval(waiting.plan().hash(), approved, "the acceptance test"));
    }

    private RequestStatus untilDecidable(String id, Duration patience) {
        return until(
                id,
                status -> status.state() == RequestState.AWAITING_APPROVAL
                        || status.state().resting(),
                patience);
    }

    /** Empty while there is no such request, or nobody to ask. */
    public Optional<RequestStatus> status(String id) {
        try {
            return Optional.of(stub(id).query("status", RequestStatus.class));
        } catch (WorkflowException | StatusRuntimeException nobodyAnswers) {
            return Optional.empty();
        }
    }

    public WorkflowExecution execution(String id) {
        return stub(id).describe().getExecution();
    }

    public List<HistoryEvent> history(String id) {
        return temporal.fetchHistory(Request.WORKFLOW_ID_PREFIX + id).getEvents();
    }

    public RequestWorkflow workflow(String id) {
        return temporal.newWorkflowStub(RequestWorkflow.class, Request.WORKFLOW_ID_PREFIX + id);
    }

    private WorkflowStub stub(String id) {
        return temporal.newUntypedWorkflowStub(Request.WORKFLOW_ID_PREFIX + id);
    }

    @Override
    public void close() {
        sender.close();
    }
}
