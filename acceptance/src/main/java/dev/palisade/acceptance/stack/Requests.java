package dev.palisade.acceptance.stack;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.models.SubQueue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.client.request.RequestMessage;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestWorkflow;
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
public final class Requests {
    private final String connection;
    private final String queue;
    private final WorkflowClient temporal;

    public Requests(String connection, String queue, WorkflowClient temporal) {
        this.connection = connection;
        this.queue = queue;
        this.temporal = temporal;
    }

    public void apply(String id, JsonNode document) {
        send(
                id,
                RequestMessage.of(RequestType.APPLY, id, document, Clock.systemUTC())
                        .body());
    }

    public void plan(String id, JsonNode document) {
        send(
                id,
                RequestMessage.of(RequestType.PLAN, id, document, Clock.systemUTC())
                        .body());
    }

    /** Any body at all, as a careless sender would. */
    public void send(String messageId, byte[] body) {
        try (ServiceBusSenderClient sender = new ServiceBusClientBuilder()
                .connectionString(connection)
                .sender()
                .queueName(queue)
                .buildClient()) {
            sender.sendMessage(new ServiceBusMessage(BinaryData.fromBytes(body))
                    .setMessageId(messageId)
                    .setContentType(RequestMessage.CONTENT_TYPE));
        }
    }

    /** The first dead letter with this message id. @throws IllegalStateException if none comes in time */
    public ServiceBusReceivedMessage deadLetter(String messageId, Duration patience) {
        try (ServiceBusReceiverClient receiver = new ServiceBusClientBuilder()
                .connectionString(connection)
                .receiver()
                .queueName(queue)
                .subQueue(SubQueue.DEAD_LETTER_QUEUE)
                .buildClient()) {
            Instant giveUp = Instant.now().plus(patience);
            while (Instant.now().isBefore(giveUp)) {
                for (ServiceBusReceivedMessage message : receiver.receiveMessages(1, Duration.ofSeconds(2))) {
                    receiver.complete(message);
                    if (messageId.equals(message.getMessageId())) {
                        return message;
                    }
                }
            }
        }
        throw new IllegalStateException("no dead letter " + messageId + " within " + patience);
    }

    /** The request's result. @throws IllegalStateException if it does not come to rest in time; says how it stands */
    public RequestStatus atRest(String id, Duration patience) {
        until(id, status -> true, patience);
        try {
            return stub(id).getResult(patience.toMillis(), TimeUnit.MILLISECONDS, RequestStatus.class);
        } catch (TimeoutException late) {
            throw new IllegalStateException("request " + id + " is not at rest: " + status(id), late);
        }
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
            LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
        }
        throw new IllegalStateException("request " + id + " did not get there within " + patience + ": " + last);
    }

    /** Empty while there is no such request, or nobody to ask. */
    public Optional<RequestStatus> status(String id) {
        try {
            return Optional.of(stub(id).query("status", RequestStatus.class));
        } catch (WorkflowNotFoundException notYet) {
            return Optional.empty();
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
}
