package dev.palisade.local.servicebus;

import static dev.palisade.local.servicebus.Brokers.TOPIC;
import static dev.palisade.local.servicebus.SdkClients.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.IterableStream;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusRuleManagerClient;
import com.azure.messaging.servicebus.administration.models.CorrelationRuleFilter;
import com.azure.messaging.servicebus.administration.models.CreateRuleOptions;
import com.azure.messaging.servicebus.administration.models.FalseRuleFilter;
import com.azure.messaging.servicebus.administration.models.RuleAction;
import com.azure.messaging.servicebus.administration.models.RuleFilter;
import com.azure.messaging.servicebus.administration.models.RuleProperties;
import com.azure.messaging.servicebus.administration.models.SqlRuleAction;
import com.azure.messaging.servicebus.administration.models.SqlRuleFilter;
import com.azure.messaging.servicebus.administration.models.TrueRuleFilter;
import com.azure.messaging.servicebus.models.SubQueue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules of a subscription, managed and felt by the official Java SDK. */
@Timeout(60)
class RulesTest {
    private static final String SUBSCRIPTION = "audit";

    private final ServiceBusBroker broker = Brokers.inMemory();
    private final SdkClients clients = new SdkClients(broker.connectionString());
    private final ServiceBusRuleManagerClient rules = clients.rules(TOPIC, SUBSCRIPTION);

    @AfterEach
    void stopEverything() {
        clients.close();
        broker.close();
    }

    @Test
    void rulesOfEachKindComeBackAsTheyWereGiven() {
        create("none", new FalseRuleFilter());
        create("all", new TrueRuleFilter());
        create("sql", new SqlRuleFilter("color = 'red'"), new SqlRuleAction("SET a = 1"));
        CorrelationRuleFilter correlation =
                new CorrelationRuleFilter("c").setLabel("l").setContentType("t");
        correlation.getProperties().put("color", "red");
        correlation.getProperties().put("quantity", 5);
        create("correlation", correlation);

        List<RuleProperties> listed = rules.listRules().stream().toList();

        // This SDK sends true and false filters as SQL, and all values of a correlation filter as strings.
        assertThat(listed)
                .extracting(RuleProperties::getName)
                .containsExactly("$Default", "none", "all", "sql", "correlation");
        assertThat(listed.get(0).getFilter()).isInstanceOf(TrueRuleFilter.class);
        assertThat(((SqlRuleFilter) listed.get(1).getFilter()).getSqlExpression())
                .isEqualTo("1=0");
        assertThat(((SqlRuleFilter) listed.get(3).getFilter()).getSqlExpression())
                .isEqualTo("color = 'red'");
        assertThat(((SqlRuleAction) listed.get(3).getAction()).getSqlExpression())
                .isEqualTo("SET a = 1");
        CorrelationRuleFilter kept = (CorrelationRuleFilter) listed.get(4).getFilter();
        assertThat(kept.getCorrelationId()).isEqualTo("c");
        assertThat(kept.getLabel()).isEqualTo("l");
        assertThat(kept.getContentType()).isEqualTo("t");
        assertThat(kept.getMessageId()).isNull();
        assertThat(kept.getProperties()).isEqualTo(Map.of("color", "red", "quantity", "5"));
    }

    @Test
    void aSubscriptionTakesWhatItsRulesSelectAndTheOthersAreUntouched() {
        rules.deleteRule("$Default");
        create("red", new SqlRuleFilter("color = 'red' AND quantity > 1"));
        create("red too", new CorrelationRuleFilter().setLabel("important"));

        send("1", "red", 5);
        send("2", "blue", 5);
        send("3", "red", 1);
        send("4", "red", 2);

        assertThat(receive(SUBSCRIPTION, 2))
                .extracting(ServiceBusReceivedMessage::getMessageId)
                .containsExactly("1", "4");
        assertThat(receive("all", 4))
                .extracting(ServiceBusReceivedMessage::getMessageId)
                .containsExactly("1", "2", "3", "4");
    }

    /** The example of Microsoft's page: five rules match, two with an action, three without. */
    @Test
    void eachRuleWithAnActionMakesACopyAndAllOthersTogetherMakeOne() {
        create("second", new SqlRuleFilter("quantity = 10"));
        create("third", new SqlRuleFilter("color LIKE 'r%'"));
        create(
                "halved",
                new SqlRuleFilter("user.color='red'"),
                new SqlRuleAction("SET quantity = quantity / 2; REMOVE color; SET sys.CorrelationId = 'low'"));
        create("marked", new SqlRuleFilter("1=1"), new SqlRuleAction("SET mark = 'yes'"));

        send("1", "red", 10);

        List<ServiceBusReceivedMessage> copies = receive(SUBSCRIPTION, 3);
        assertThat(copies).extracting(ServiceBusReceivedMessage::getMessageId).containsOnly("1");
        assertThat(copies)
                .extracting(ServiceBusReceivedMessage::getApplicationProperties)
                .containsExactlyInAnyOrder(
                        Map.of("color", "red", "quantity", 10),
                        Map.of("quantity", 5L, "RuleName", "halved"),
                        Map.of("color", "red", "quantity", 10, "mark", "yes", "RuleName", "marked"));
        assertThat(copies)
                .extracting(ServiceBusReceivedMessage::getCorrelationId)
                .containsExactlyInAnyOrder(null, "low", null);
        assertThat(copies).extracting(copy -> copy.getBody().toString()).containsOnly("body");
    }

    @Test
    void aMessageThatARuleCannotBeEvaluatedOnIsDeadLettered() {
        rules.deleteRule("$Default");
        create("strict", new SqlRuleFilter("color > 5"));

        send("1", "red", 1);

        ServiceBusReceiverClient deadLetters = clients.opened(clients.builder()
                .receiver()
                .disableAutoComplete()
                .topicName(TOPIC)
                .subscriptionName(SUBSCRIPTION)
                .subQueue(SubQueue.DEAD_LETTER_QUEUE)
                .buildClient());
        ServiceBusReceivedMessage dead = SdkClients.one(deadLetters);
        assertThat(dead.getDeadLetterReason()).isEqualTo("FilterEvaluationException");
        assertThat(dead.getDeadLetterErrorDescription()).contains("strict");
    }

    @Test
    void whatCannotBeDoneIsRefusedWithItsReason() {
        create("taken", new SqlRuleFilter("1=1"));

        assertThatThrownBy(() -> create("TAKEN", new SqlRuleFilter("1=1")))
                .isInstanceOfSatisfying(
                        ServiceBusException.class,
                        refused -> assertThat(refused.getReason())
                                .isEqualTo(ServiceBusFailureReason.MESSAGING_ENTITY_ALREADY_EXISTS));
        assertThatThrownBy(() -> rules.deleteRule("missing"))
                .isInstanceOfSatisfying(
                        ServiceBusException.class,
                        refused -> assertThat(refused.getReason())
                                .isEqualTo(ServiceBusFailureReason.MESSAGING_ENTITY_NOT_FOUND));
        assertThatThrownBy(() -> create("wrong", new SqlRuleFilter("color LIKE")))
                .isInstanceOf(ServiceBusException.class)
                .hasMessageContaining("At character 11");
        assertThat(rules.listRules().stream().map(RuleProperties::getName)).containsExactly("$Default", "taken");
    }

    private void create(String name, RuleFilter filter) {
        rules.createRule(name, new CreateRuleOptions(filter));
    }

    private void create(String name, RuleFilter filter, RuleAction action) {
        rules.createRule(name, new CreateRuleOptions(filter).setAction(action));
    }

    private void send(String id, String color, int quantity) {
        ServiceBusMessage message = message("body").setMessageId(id);
        message.getApplicationProperties().put("color", color);
        message.getApplicationProperties().put("quantity", quantity);
        clients.topicSender(TOPIC).sendMessage(message);
    }

    private List<ServiceBusReceivedMessage> receive(String subscription, int expected) {
        IterableStream<ServiceBusReceivedMessage> shown =
                clients.subscriptionReceiver(TOPIC, subscription).peekMessages(expected + 1, 0);
        List<ServiceBusReceivedMessage> received = shown.stream().toList();
        assertThat(received).hasSize(expected);
        return received;
    }
}
