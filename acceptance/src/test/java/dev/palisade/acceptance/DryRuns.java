package dev.palisade.acceptance;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.models.SubQueue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.EnvironmentFixture;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.acceptance.stack.MortalStack;
import dev.palisade.acceptance.stack.Peek;
import dev.palisade.client.request.RequestMessage;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.Request;
import io.temporal.client.WorkflowExecutionMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Dry runs by message, one in twenty of them sent twice, and one in twenty of which no request can be made. */
final class DryRuns implements AutoCloseable {
    private static final int PERIOD = 20;
    private static final int POISON = 7;
    private static final int TWICE = 13;

    private final MortalStack stack;
    private final List<EnvironmentFixture> environments;
    private final ServiceBusSenderClient sender;
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<String, Integer> good = new TreeMap<>();
    private final Map<String, String> poison = new TreeMap<>();

    DryRuns(MortalStack stack, List<EnvironmentFixture> environments) {
        this.stack = stack;
        this.environments = environments;
        sender = builder().sender().queueName(LocalStack.QUEUE).buildClient();
    }

    private ServiceBusClientBuilder builder() {
        return new ServiceBusClientBuilder().connectionString(stack.broker().connectionString());
    }

    /** Returns when the broker has acknowledged all of them. */
    void send(int many) {
        for (int number = 0; number < many; number++) {
            String id = "stream-" + number;
            if (number % PERIOD == POISON) {
                poison.put(id, sendPoison(id, number / PERIOD));
            } else {
                byte[] body = RequestMessage.of(RequestType.PLAN, id, document(number), Clock.systemUTC())
                        .body();
                send(id, body);
                if (number % PERIOD == TWICE) {
                    send(id, body);
                }
                good.put(id, 1);
            }
            sent.incrementAndGet();
        }
    }

    /** Returns when so many are sent. @throws IllegalStateException if they are not in time */
    void awaitSent(int many, Duration patience) {
        Instant giveUp = Instant.now().plus(patience);
        while (sent.get() < many) {
            if (Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException("only " + sent + " messages were sent within " + patience);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Ids of requests, and how often each must have been started. */
    Map<String, Integer> good() {
        return good;
    }

    /** Message ids of what no request can be made of, with the reason. */
    Map<String, String> poison() {
        return poison;
    }

    private String sendPoison(String id, int which) {
        ObjectNode document = document(which);
        RequestType type = RequestType.PLAN;
        switch (which % 3) {
            case 0 -> {
                send(id, "secure my environment, please".getBytes(StandardCharsets.UTF_8));
                return "MALFORMED";
            }
            case 1 -> document.put("profile", "tomorrow");
            default ->
                document.put("workspace", document.path("workspace").asText().replace("1111", "9999"));
        }
        send(id, RequestMessage.of(type, id, document, Clock.systemUTC()).body());
        return which % 3 == 1 ? "SCHEMA_VIOLATION" : "NOT_ALLOWED";
    }

    private ObjectNode document(int number) {
        return environments.get(number % environments.size()).document().deepCopy();
    }

    /** As a sender does who was not told that the broker has it: the same message again. */
    private void send(String id, byte[] body) {
        Instant giveUp = Instant.now().plus(Duration.ofMinutes(2));
        while (true) {
            try {
                sender.sendMessage(new ServiceBusMessage(BinaryData.fromBytes(body))
                        .setMessageId(id)
                        .setContentType(RequestMessage.CONTENT_TYPE));
                return;
            } catch (ServiceBusException notTaken) {
                if (Instant.now().isAfter(giveUp)) {
                    throw notTaken;
                }
            }
        }
    }

    /** @throws IllegalStateException if somebody still has a message of it */
    void awaitEmptyQueue(Duration patience) {
        Instant giveUp = Instant.now().plus(patience);
        try (ServiceBusReceiverClient receiver =
                builder().receiver().queueName(LocalStack.QUEUE).buildClient()) {
            ServiceBusReceivedMessage left = receiver.peekMessage(0);
            while (left != null) {
                if (Instant.now().isAfter(giveUp)) {
                    throw new IllegalStateException("still in the queue after " + patience + ": " + left.getMessageId()
                            + ", delivered " + left.getDeliveryCount() + " times");
                }
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                left = receiver.peekMessage(0);
            }
        }
    }

    /** By message id, and the reason; a message that was sent again because nobody had said that it arrived counts once. */
    Map<String, String> deadLetters() {
        Map<String, String> reasons = new TreeMap<>();
        Peek.all(builder().receiver().queueName(LocalStack.QUEUE).subQueue(SubQueue.DEAD_LETTER_QUEUE))
                .forEach(message -> reasons.put(message.getMessageId(), message.getDeadLetterReason()));
        return reasons;
    }

    /** The requests that Temporal knows, and how many runs of each. Waits until all of them are closed. */
    Map<String, Integer> accepted(Duration patience) {
        Instant giveUp = Instant.now().plus(patience);
        while (count("ExecutionStatus = 'Running'") > 0 || count("ExecutionStatus = 'Completed'") < good.size()) {
            if (Instant.now().isAfter(giveUp)) {
                break;
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
        return stack.temporal()
                .client()
                .listExecutions("WorkflowType = 'Request' AND ExecutionStatus = 'Completed'")
                .collect(Collectors.toMap(DryRuns::id, execution -> 1, Integer::sum, TreeMap::new));
    }

    private long count(String which) {
        return stack.temporal()
                .client()
                .countWorkflows("WorkflowType = 'Request' AND " + which)
                .getCount();
    }

    private static String id(WorkflowExecutionMetadata execution) {
        return execution.getExecution().getWorkflowId().substring(Request.WORKFLOW_ID_PREFIX.length());
    }

    @Override
    public void close() {
        sender.close();
    }
}
