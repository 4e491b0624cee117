package dev.palisade.local.servicebus;

import static dev.palisade.local.servicebus.Brokers.CAREFUL;
import static dev.palisade.local.servicebus.Brokers.REQUESTS;
import static dev.palisade.local.servicebus.Brokers.SESSIONS;
import static dev.palisade.local.servicebus.Brokers.TOPIC;
import static dev.palisade.local.servicebus.SdkClients.one;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusRuleManagerClient;
import com.azure.messaging.servicebus.administration.models.CreateRuleOptions;
import com.azure.messaging.servicebus.administration.models.SqlRuleFilter;
import com.azure.messaging.servicebus.models.ServiceBusMessageState;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is sent over HTTP, as the official Java SDK receives it. */
@Timeout(60)
class RestSendingTest {
    private final ServiceBusBroker broker = Brokers.inMemory();
    private final SdkClients clients = new SdkClients(broker.connectionString());
    private final RestClient rest = RestClient.of(broker);

    @AfterEach
    void stopEverything() {
        clients.close();
        broker.close();
    }

    @Test
    void everyBrokerPropertyArrivesWhereTheSdkLooksForIt() {
        HttpResponse<String> answer =
                rest.send(REQUESTS, "{\"größe\":1}", "Content-Type", "application/json", "BrokerProperties", """
                {"MessageId":"m-1", "CorrelationId":"c-1", "Label":"order", "To":"there", "ReplyTo":"back",\
                 "SessionId":"s-1", "ReplyToSessionId":"s-2", "PartitionKey":"s-1", "TimeToLive":90.5,\
                 "ForcePersistence":true, "SequenceNumber":7, "Unheard":"of"}""");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        ServiceBusReceivedMessage received = one(clients.receiver(REQUESTS));
        assertThat(received.getBody().toString()).isEqualTo("{\"größe\":1}");
        assertThat(received.getContentType()).isEqualTo("application/json");
        assertThat(received.getMessageId()).isEqualTo("m-1");
        assertThat(received.getCorrelationId()).isEqualTo("c-1");
        assertThat(received.getSubject()).isEqualTo("order");
        assertThat(received.getTo()).isEqualTo("there");
        assertThat(received.getReplyTo()).isEqualTo("back");
        assertThat(received.getSessionId()).isEqualTo("s-1");
        assertThat(received.getReplyToSessionId()).isEqualTo("s-2");
        assertThat(received.getPartitionKey()).isEqualTo("s-1");
        assertThat(received.getTimeToLive()).isEqualTo(Duration.ofMillis(90_500));
        assertThat(received.getApplicationProperties()).isEmpty();
    }

    @Test
    void everyOtherHeaderIsAnApplicationPropertyUnderTheNameThatItsSenderWrote() {
        rest.send(
                REQUESTS,
                "x",
                "requestId",
                "\"r-1\"",
                "Priority",
                "High",
                "quantity",
                "2",
                "total",
                "9000000000",
                "weight",
                "1.5",
                "urgent",
                "true",
                "zip",
                "\"07\"",
                "said",
                "\"a \\\"b\\\"\"",
                "Customer",
                "12345",
                "Customer",
                "ABC",
                "x-ms-retrypolicy",
                "NoRetry",
                "User-Agent",
                "test");

        assertThat(one(clients.receiver(REQUESTS)).getApplicationProperties())
                .isEqualTo(Map.of(
                        "requestId", "r-1",
                        "Priority", "High",
                        "quantity", 2,
                        "total", 9_000_000_000L,
                        "weight", 1.5,
                        "urgent", true,
                        "zip", "07",
                        "said", "a \"b\"",
                        "Customer", "12345,ABC"));
    }

    @Test
    void aMessageThatSaysNothingOfItselfGetsAnIdAndNoMore() {
        assertThat(rest.send(REQUESTS, "").statusCode()).isEqualTo(201);

        ServiceBusReceivedMessage received = one(clients.receiver(REQUESTS));
        assertThat(received.getMessageId()).hasSize(32);
        assertThat(received.getBody().toBytes()).isEmpty();
        assertThat(received.getContentType()).isNull();
    }

    @Test
    void aScheduledMessageWaitsForItsTime() {
        OffsetDateTime later = OffsetDateTime.now(ZoneOffset.UTC).plusHours(1).truncatedTo(ChronoUnit.SECONDS);
        rest.send(
                REQUESTS,
                "later",
                "BrokerProperties",
                "{\"ScheduledEnqueueTimeUtc\":\"" + DateTimeFormatter.RFC_1123_DATE_TIME.format(later) + "\"}");

        ServiceBusReceivedMessage shown = clients.receiver(REQUESTS).peekMessage(0);
        assertThat(shown.getState()).isEqualTo(ServiceBusMessageState.SCHEDULED);
        assertThat(shown.getScheduledEnqueueTime().toInstant()).isEqualTo(later.toInstant());
    }

    @Test
    void aBatchIsOneRequestAndManyMessages() {
        HttpResponse<String> answer = rest.sendBatch(REQUESTS, """
                [{"Body":"first", "BrokerProperties":{"Label":"M1", "TimeToLiveTimeSpan":"0.00:00:40"}},
                 {"Body":"second", "UserProperties":{"Priority":"Low", "quantity":2, "urgent":false}},
                 {"Body":"AAH/", "IsBodyBase64":true, "BrokerProperties":{"MessageId":"m-3"}}]""");

        assertThat(answer.statusCode()).isEqualTo(201);
        ServiceBusReceiverClient receiver = clients.destructiveReceiver(REQUESTS);
        ServiceBusReceivedMessage first = one(receiver);
        assertThat(first.getBody().toString()).isEqualTo("first");
        assertThat(first.getSubject()).isEqualTo("M1");
        assertThat(first.getTimeToLive()).isEqualTo(Duration.ofSeconds(40));
        assertThat(one(receiver).getApplicationProperties())
                .isEqualTo(Map.of("Priority", "Low", "quantity", 2, "urgent", false));
        ServiceBusReceivedMessage third = one(receiver);
        assertThat(third.getMessageId()).isEqualTo("m-3");
        assertThat(third.getBody().toBytes()).containsExactly(0, 1, 0xFF);
    }

    @Test
    void ofABatchWithAMistakeNothingIsTaken() {
        HttpResponse<String> answer = rest.sendBatch(REQUESTS, """
                [{"Body":"good"}, {"Body":7, "BrokerProperties":{"MessageId":5}}]""");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("[1].Body ", "[1].BrokerProperties.MessageId ");
        assertThat(clients.receiver(REQUESTS).peekMessage(0)).isNull();
    }

    @Test
    void aDuplicateIsTakenOnceWhicheverWayItComes() {
        rest.send(CAREFUL, "first", "BrokerProperties", "{\"MessageId\":\"same\"}");
        assertThat(rest.send(CAREFUL, "again", "BrokerProperties", "{\"MessageId\":\"same\"}")
                        .statusCode())
                .isEqualTo(201);
        clients.sender(CAREFUL).sendMessage(SdkClients.message("over AMQP").setMessageId("same"));

        assertThat(clients.receiver(CAREFUL).peekMessages(10))
                .extracting(message -> message.getBody().toString())
                .containsExactly("first");
    }

    @Test
    void aQueueWithSessionsTakesWhatNamesOneAndNothingElse() {
        HttpResponse<String> refused = rest.send(SESSIONS, "of nobody");
        rest.send(SESSIONS, "of s-1", "BrokerProperties", "{\"SessionId\":\"s-1\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("SessionId");
        assertThat(one(clients.session(SESSIONS, "s-1")).getBody().toString()).isEqualTo("of s-1");
    }

    @Test
    void aTopicsSubscriptionsGetWhatTheirRulesSelect() {
        ServiceBusRuleManagerClient rules = clients.rules(TOPIC, "audit");
        rules.deleteRule("$Default");
        rules.createRule("red", new CreateRuleOptions(new SqlRuleFilter("colour = 'red' AND quantity > 1")));
        rest.send(TOPIC, "blue", "colour", "blue", "quantity", "2");
        rest.send(TOPIC, "red", "colour", "red", "quantity", "2");

        assertThat(clients.subscriptionReceiver(TOPIC, "audit").peekMessages(10))
                .extracting(message -> message.getBody().toString())
                .containsExactly("red");
        assertThat(clients.subscriptionReceiver(TOPIC, "all").peekMessages(10)).hasSize(2);
    }

    @Test
    void whatIsNotThereOrNoPlaceForMessagesIsRefused() {
        assertThat(rest.send("nowhere", "lost").statusCode()).isEqualTo(404);
        assertThat(rest.send(TOPIC + "/subscriptions/all", "lost").statusCode()).isEqualTo(404);
        assertThat(rest.request("GET", REQUESTS + "/messages", "").statusCode()).isEqualTo(405);
    }

    @Test
    void aMessageOrBatchOverTheLimitIsRefusedAndTheNextOneTaken() {
        String large = "x".repeat(BrokerOptions.STANDARD_MAX_MESSAGE_SIZE);
        String half = "x".repeat(BrokerOptions.STANDARD_MAX_MESSAGE_SIZE / 2);

        assertThat(rest.send(REQUESTS, large).statusCode()).isEqualTo(403);
        assertThat(rest.send(REQUESTS, large + large + large).statusCode()).isEqualTo(403);
        assertThat(rest.sendBatch(REQUESTS, "[{\"Body\":\"" + half + "\"},{\"Body\":\"" + half + "\"}]")
                        .statusCode())
                .isEqualTo(403);
        assertThat(rest.send(REQUESTS, half).statusCode()).isEqualTo(201);
        assertThat(clients.receiver(REQUESTS).peekMessages(10)).hasSize(1);
    }

    @Test
    void aBatchWithParametersInItsContentTypeIsASingleMessageAsWithTheService() {
        rest.send(REQUESTS, "[{\"Body\":\"b\"}]", "Content-Type", RestClient.BATCH + ";charset=utf-8");

        assertThat(clients.receiver(REQUESTS).peekMessages(10))
                .extracting(message -> message.getBody().toString())
                .isEqualTo(List.of("[{\"Body\":\"b\"}]"));
    }
}
