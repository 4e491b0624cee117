package dev.palisade.local.servicebus;

import static dev.palisade.local.servicebus.Brokers.REQUESTS;
import static dev.palisade.local.servicebus.Brokers.TOPIC;
import static dev.palisade.local.servicebus.SdkClients.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceExistsException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.administration.ServiceBusAdministrationClient;
import com.azure.messaging.servicebus.administration.models.CorrelationRuleFilter;
import com.azure.messaging.servicebus.administration.models.CreateQueueOptions;
import com.azure.messaging.servicebus.administration.models.CreateRuleOptions;
import com.azure.messaging.servicebus.administration.models.CreateSubscriptionOptions;
import com.azure.messaging.servicebus.administration.models.CreateTopicOptions;
import com.azure.messaging.servicebus.administration.models.QueueProperties;
import com.azure.messaging.servicebus.administration.models.QueueRuntimeProperties;
import com.azure.messaging.servicebus.administration.models.RuleProperties;
import com.azure.messaging.servicebus.administration.models.SqlRuleAction;
import com.azure.messaging.servicebus.administration.models.SqlRuleFilter;
import com.azure.messaging.servicebus.administration.models.SubscriptionProperties;
import com.azure.messaging.servicebus.administration.models.TopicProperties;
import com.azure.messaging.servicebus.administration.models.TrueRuleFilter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The administration API, as the official Java SDK uses it. */
@Timeout(60)
class AdministrationTest {
    @TempDir
    private Path data;

    private final ServiceBusBroker broker = Brokers.inMemory();
    private final SdkClients clients = new SdkClients(broker.connectionString());
    private final ServiceBusAdministrationClient admin = AdminClients.of(broker);

    @AfterEach
    void stopEverything() {
        clients.close();
        broker.close();
    }

    @Test
    void aQueueIsMadeAsAskedUsedChangedAndDeleted() {
        CreateQueueOptions wanted = new CreateQueueOptions()
                .setLockDuration(Duration.ofSeconds(45))
                .setMaxDeliveryCount(7)
                .setDefaultMessageTimeToLive(Duration.ofHours(2))
                .setDeadLetteringOnMessageExpiration(true)
                .setSessionRequired(true)
                .setDuplicateDetectionRequired(true)
                .setDuplicateDetectionHistoryTimeWindow(Duration.ofSeconds(30))
                .setForwardDeadLetteredMessagesTo(REQUESTS);

        QueueProperties made = admin.createQueue("made", wanted);

        assertThat(made.getName()).isEqualTo("made");
        assertThat(made.getLockDuration()).isEqualTo(Duration.ofSeconds(45));
        assertThat(made.getMaxDeliveryCount()).isEqualTo(7);
        assertThat(made.getDefaultMessageTimeToLive()).isEqualTo(Duration.ofHours(2));
        assertThat(made.isDeadLetteringOnMessageExpiration()).isTrue();
        assertThat(made.isSessionRequired()).isTrue();
        assertThat(made.isDuplicateDetectionRequired()).isTrue();
        assertThat(made.getDuplicateDetectionHistoryTimeWindow()).isEqualTo(Duration.ofSeconds(30));
        assertThat(made.getForwardDeadLetteredMessagesTo()).endsWith("/" + REQUESTS);

        QueueProperties changed = admin.updateQueue(made.setMaxDeliveryCount(2).setLockDuration(Duration.ofSeconds(5)));
        assertThat(changed.getMaxDeliveryCount()).isEqualTo(2);
        assertThat(admin.getQueue("MADE").getLockDuration()).isEqualTo(Duration.ofSeconds(5));

        admin.deleteQueue("made");
        assertThat(admin.getQueueExists("made")).isFalse();
        assertThatThrownBy(() -> admin.deleteQueue("made")).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void whatIsNotSaidIsAsServiceBusHasIt() {
        QueueProperties plain = admin.createQueue("plain");

        assertThat(plain.getLockDuration()).isEqualTo(Duration.ofMinutes(1));
        assertThat(plain.getMaxDeliveryCount()).isEqualTo(10);
        assertThat(plain.getDefaultMessageTimeToLive()).isGreaterThan(Duration.ofDays(1_000_000));
        assertThat(plain.getForwardTo()).isNull();
        clients.sender("plain").sendMessage(message("works"));
        assertThat(SdkClients.one(clients.receiver("plain")).getBody().toString())
                .isEqualTo("works");
    }

    @Test
    void countsSayWhatAQueueHoldsNow() {
        OffsetDateTime before = OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(1);
        clients.sender(REQUESTS).sendMessages(List.of(message("1"), message("2"), message("3")));
        clients.sender(REQUESTS)
                .scheduleMessage(
                        message("later"), OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
        ServiceBusReceiverClient receiver = clients.receiver(REQUESTS);
        receiver.deadLetter(SdkClients.one(receiver));

        QueueRuntimeProperties counts = admin.getQueueRuntimeProperties(REQUESTS);

        assertThat(counts.getActiveMessageCount()).isEqualTo(2);
        assertThat(counts.getScheduledMessageCount()).isEqualTo(1);
        assertThat(counts.getDeadLetterMessageCount()).isEqualTo(1);
        assertThat(counts.getTotalMessageCount()).isEqualTo(4);
        assertThat(counts.getSizeInBytes()).isPositive();
        assertThat(counts.getCreatedAt()).isAfter(before);
    }

    @Test
    void topicsSubscriptionsAndRulesAreMadeUsedListedAndDeleted() {
        admin.createTopic("orders", new CreateTopicOptions().setDefaultMessageTimeToLive(Duration.ofDays(1)));
        admin.createSubscription(
                "orders",
                "red",
                "colour",
                new CreateSubscriptionOptions()
                        .setMaxDeliveryCount(4)
                        .setEnableDeadLetteringOnFilterEvaluationExceptions(false),
                new CreateRuleOptions(new SqlRuleFilter("color = 'red'")));
        admin.createSubscription("orders", "all");
        CorrelationRuleFilter important = new CorrelationRuleFilter().setLabel("important");
        important.getProperties().put("level", "high");
        SqlRuleFilter parameterized = new SqlRuleFilter("size = @size");
        parameterized.getParameters().put("@size", "xl");
        admin.createRule("orders", "important", "red", new CreateRuleOptions(important));
        admin.createRule(
                "orders",
                "large",
                "red",
                new CreateRuleOptions(parameterized).setAction(new SqlRuleAction("SET large = TRUE")));

        clients.topicSender("orders")
                .sendMessages(List.of(
                        message("red").setMessageId("1"),
                        message("xl").setMessageId("2"),
                        message("-").setMessageId("3")));

        assertThat(admin.listTopics()).extracting(TopicProperties::getName).containsExactly("orders", TOPIC);
        assertThat(admin.listSubscriptions("orders"))
                .extracting(SubscriptionProperties::getSubscriptionName)
                .containsExactly("red", "all");
        assertThat(admin.getSubscription("orders", "red").getMaxDeliveryCount()).isEqualTo(4);
        assertThat(admin.getSubscription("orders", "red").isDeadLetteringOnFilterEvaluationExceptions())
                .isFalse();
        assertThat(admin.listRules("orders", "red"))
                .extracting(RuleProperties::getName)
                .containsExactly("colour", "important", "large");
        RuleProperties large = admin.getRule("orders", "red", "large");
        assertThat(((SqlRuleFilter) large.getFilter()).getParameters()).isEqualTo(Map.of("@size", "xl"));
        assertThat(((SqlRuleAction) large.getAction()).getSqlExpression()).isEqualTo("SET large = TRUE");
        CorrelationRuleFilter kept = (CorrelationRuleFilter)
                admin.getRule("orders", "red", "important").getFilter();
        assertThat(kept.getLabel()).isEqualTo("important");
        assertThat(kept.getProperties()).isEqualTo(Map.of("level", "high"));
        assertThat(admin.listRules("orders", "all"))
                .extracting(RuleProperties::getFilter)
                .allMatch(TrueRuleFilter.class::isInstance);
        assertThat(admin.getSubscriptionRuntimeProperties("orders", "all").getActiveMessageCount())
                .isEqualTo(3);
        assertThat(admin.getSubscriptionRuntimeProperties("orders", "red").getTotalMessageCount())
                .isZero();
        assertThat(admin.getTopicRuntimeProperties("orders").getSubscriptionCount())
                .isEqualTo(2);

        large.setFilter(new SqlRuleFilter("1=1"));
        admin.updateRule("orders", "red", large);
        clients.topicSender("orders").sendMessage(message("now"));
        assertThat(clients.subscriptionReceiver("orders", "red").peekMessage(0).getApplicationProperties())
                .containsEntry("large", true)
                .containsEntry("RuleName", "large");

        admin.deleteRule("orders", "red", "large");
        admin.deleteSubscription("orders", "red");
        assertThat(admin.getSubscriptionExists("orders", "red")).isFalse();
        admin.deleteTopic("orders");
        assertThat(admin.getTopicExists("orders")).isFalse();
    }

    @Test
    void manyQueuesAreListedPageByPage() {
        for (int i = 0; i < 130; i++) {
            admin.createQueue("many-" + (1000 + i));
        }

        assertThat(admin.listQueues().stream().map(QueueProperties::getName).filter(name -> name.startsWith("many-")))
                .hasSize(130)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatCannotBeDoneIsRefusedWithAllReasonsAndChangesNothing() {
        assertThatThrownBy(() -> admin.createQueue(REQUESTS)).isInstanceOf(ResourceExistsException.class);
        assertThatThrownBy(() -> admin.createTopic(REQUESTS)).isInstanceOf(ResourceExistsException.class);
        assertThatThrownBy(() -> admin.getTopic("missing")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> admin.getSubscription(TOPIC, "missing")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> admin.createQueue(
                        "odd",
                        new CreateQueueOptions()
                                .setPartitioningEnabled(true)
                                .setUserMetadata("mine")
                                .setAutoDeleteOnIdle(Duration.ofMinutes(5))))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("400")
                .hasMessageContaining("EnablePartitioning")
                .hasMessageContaining("UserMetadata")
                .hasMessageContaining("AutoDeleteOnIdle");
        assertThatThrownBy(() -> admin.createQueue("odd", new CreateQueueOptions().setForwardTo("nowhere")))
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() ->
                        admin.createRule(TOPIC, "wrong", "all", new CreateRuleOptions(new SqlRuleFilter("color ="))))
                .hasMessageContaining("At character 8");
        assertThatThrownBy(() -> admin.createQueue("odd/name"))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("400")
                .hasMessageContaining("Names with / are not offered");
        assertThat(admin.getQueueExists("odd")).isFalse();
    }

    @Test
    void durationsBeyondTheServicesLimitsAreRefused() {
        assertThatThrownBy(() -> admin.createQueue(
                        "odd",
                        new CreateQueueOptions()
                                .setLockDuration(Duration.ofMinutes(5).plusMillis(1))
                                .setDuplicateDetectionHistoryTimeWindow(
                                        Duration.ofDays(7).plusMillis(1))))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("400")
                .hasMessageContaining("LockDuration cannot be PT5M0.001S; write one from PT5S to PT5M")
                .hasMessageContaining("DuplicateDetectionHistoryTimeWindow cannot be PT168H0.001S");
        assertThatThrownBy(() -> admin.createQueue(
                        "odd",
                        new CreateQueueOptions()
                                .setLockDuration(Duration.ofSeconds(4))
                                .setDuplicateDetectionHistoryTimeWindow(Duration.ofSeconds(19))))
                .hasMessageContaining("LockDuration cannot be PT4S")
                .hasMessageContaining("DuplicateDetectionHistoryTimeWindow cannot be PT19S");
        assertThat(admin.getQueueExists("odd")).isFalse();

        QueueProperties widest = admin.createQueue(
                "widest",
                new CreateQueueOptions()
                        .setLockDuration(Duration.ofMinutes(5))
                        .setDuplicateDetectionHistoryTimeWindow(Duration.ofDays(7)));
        assertThat(widest.getLockDuration()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whatRequiresSessionsForwardsNoMessagesButItsDeadLetters() {
        CreateQueueOptions forwarding =
                new CreateQueueOptions().setSessionRequired(true).setForwardTo(REQUESTS);

        assertThatThrownBy(() -> admin.createQueue("odd", forwarding))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("400")
                .hasMessageContaining("ForwardTo cannot be set where RequiresSession is");
        assertThatThrownBy(() -> admin.createSubscription(
                        TOPIC,
                        "odd",
                        new CreateSubscriptionOptions().setSessionRequired(true).setForwardTo(REQUESTS)))
                .hasMessageContaining("ForwardTo cannot be set where RequiresSession is");
        assertThat(admin.getQueueExists("odd")).isFalse();

        CreateQueueOptions deadLetters =
                new CreateQueueOptions().setSessionRequired(true).setForwardDeadLetteredMessagesTo(REQUESTS);
        assertThat(admin.createQueue("steps", deadLetters).isSessionRequired()).isTrue();
    }

    @Test
    void theNamespaceAndItsHealthCanBeAskedFor() throws Exception {
        assertThat(admin.getNamespaceProperties().getName()).isEqualTo("sbemulatorns");

        HttpResponse<String> health = get("/health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).isEqualTo("{\"status\":\"healthy\",\"message\":\"Service is healthy.\"}");
        assertThat(get("/" + REQUESTS + "/and/more").statusCode()).isEqualTo(404);
    }

    @Test
    void aBodyThatReachesForAnEntityIsRefused() throws Exception {
        String body = "<!DOCTYPE e [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><entry>&x;</entry>";

        HttpResponse<String> refused = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri("/reaching"))
                                .PUT(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("DOCTYPE");
    }

    @Test
    void whatWasMadeIsThereAfterARestart() {
        BrokerOptions options = new BrokerOptions(0, data, List.of()).withAdmin(0);
        try (ServiceBusBroker first = ServiceBusBroker.start(options)) {
            ServiceBusAdministrationClient before = AdminClients.of(first);
            before.createTopic("kept");
            before.createSubscription("kept", "s");
            before.createRule("kept", "one", "s", new CreateRuleOptions(new SqlRuleFilter("a = 1")));
        }
        try (ServiceBusBroker second = ServiceBusBroker.start(options)) {
            assertThat(AdminClients.of(second).listRules("kept", "s"))
                    .extracting(RuleProperties::getName)
                    .containsExactly("$Default", "one");
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + broker.adminPort().orElseThrow() + path);
    }
}
