package dev.palisade.local.servicebus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.filter.CorrelationFilter;
import dev.palisade.local.servicebus.filter.Rule;
import dev.palisade.local.servicebus.filter.RuleFilter;
import dev.palisade.local.servicebus.filter.SqlAction;
import dev.palisade.local.servicebus.filter.SystemProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmulatorConfigTest {
    @Test
    void theExampleOfTheLocalStackDescribesItsQueueAndItsTopic() throws ConfigurationException {
        Optional<Duration> hour = Optional.of(Duration.ofHours(1));
        DeliverySettings requests = new DeliverySettings(Duration.ofMinutes(1), 10, hour, true);
        DeliverySettings outcomes = new DeliverySettings(Duration.ofMinutes(1), 10, hour, false);

        assertThat(EmulatorConfig.read(Path.of("../../examples/servicebus.json")))
                .containsExactly(
                        new EntityDescription.Queue("palisade-data-science", requests),
                        new EntityDescription.Topic(
                                "palisade-outcomes",
                                hour,
                                List.of(new EntityDescription.Subscription("all", outcomes))));
    }

    @Test
    void whatIsNotSaidIsAsInTheEmulatorAndCommentsAreSkipped() throws ConfigurationException {
        assertThat(EmulatorConfig.parse(namespace("""
                        // Microsoft's samples have comments.
                        "Queues": [{ "Name": "plain" }]""")))
                .containsExactly(new EntityDescription.Queue(
                        "plain",
                        new DeliverySettings(Duration.ofMinutes(1), 3, Optional.of(Duration.ofHours(1)), false)));
    }

    @Test
    void settingsThatAreSwitchedOffAreNoProblem() throws ConfigurationException {
        assertThat(EmulatorConfig.parse(namespace("""
                        "Queues": [{ "Name": "q", "Properties": {
                          "RequiresSession": false, "RequiresDuplicateDetection": false,
                          "DuplicateDetectionHistoryTimeWindow": "PT20S", "ForwardTo": "" } }]"""))).hasSize(1);
    }

    @Test
    void sessionsDuplicateDetectionForwardingAndRulesAreTaken() throws Exception {
        DeliverySettings waiting =
                new DeliverySettings(Duration.ofMinutes(1), 3, Optional.of(Duration.ofHours(1)), false);
        Rule sql = new Rule(
                "app-prop-filter-2",
                RuleFilter.sql("user.prop3 = 'value3'"),
                Optional.of(new SqlAction("SET sys.To = 'Entity'", Map.of())));
        Rule correlation = new Rule(
                "app-prop-filter-1",
                new CorrelationFilter(
                        Map.of(SystemProperty.CONTENT_TYPE, "application/json", SystemProperty.TO, "xyz"),
                        Map.of("prop1", "value1", "number", 5L, "yes", true)),
                Optional.empty());

        assertThat(EmulatorConfig.parse(namespace("""
                        "Queues": [{ "Name": "q", "Properties": {
                          "RequiresSession": true, "RequiresDuplicateDetection": true,
                          "DuplicateDetectionHistoryTimeWindow": "PT30S",
                          "ForwardDeadLetteredMessagesTo": "t" } }],
                        "Topics": [{ "Name": "t", "Properties": { "RequiresDuplicateDetection": true },
                          "Subscriptions": [{ "Name": "s", "Properties": { "ForwardTo": "Q" }, "Rules": [
                            { "Name": "app-prop-filter-1", "Properties": { "FilterType": "Correlation",
                              "CorrelationFilter": { "ContentType": "application/json", "To": "xyz",
                                "Properties": { "prop1": "value1", "number": 5, "yes": true } } } },
                            { "Name": "app-prop-filter-2", "Properties": { "FilterType": "Sql",
                              "SqlFilter": { "SqlExpression": "user.prop3 = 'value3'" },
                              "Action": { "SqlExpression": "SET sys.To = 'Entity'" } } }] }] }]""")))
                .containsExactly(
                        new EntityDescription.Queue(
                                "q",
                                waiting.withSessions().withForwardDeadLetteredMessagesTo("t"),
                                Optional.of(Duration.ofSeconds(30))),
                        new EntityDescription.Topic(
                                "t",
                                Optional.of(Duration.ofHours(1)),
                                Optional.of(Duration.ofSeconds(20)),
                                List.of(new EntityDescription.Subscription("s", waiting.withForwardTo("Q"))
                                        .withRules(List.of(correlation, sql)))));
    }

    @Test
    void everythingWrongIsSaidAtOnceWithItsPlaceAndARemedy() {
        List<Problem> problems = problems(namespace("""
                "Queues": [
                  { "Name": "", "Propertys": {} },
                  { "Name": "twice", "Properties": { "LockDuration": "1 minute", "MaxDeliveryCount": 0 } },
                  { "Name": "TWICE", "Properties": { "RequiresSession": "yes", "ForwardTo": "elsewhere" } },
                  { "Name": "a/b", "Properties": { "DeadLetteringOnMessageExpiration": "yes" } }],
                "Topics": [{ "Name": "t", "Properties": { "RequiresSession": true }, "Subscriptions": [
                  { "Name": "s", "Properties": { "RequiresDuplicateDetection": true }, "Rules": [
                    { "Name": "r", "Properties": { "FilterType": "Sql", "SqlFilter": { "SqlExpression": "a =" } } },
                    { "Name": "R", "Properties": { "FilterType": "SQL" } },
                    { "Name": "c", "Properties": { "FilterType": "Correlation", "SqlFilter": {},
                      "CorrelationFilter": { "Subject": "x" }, "Action": { "SqlExpression": "DROP a" } } },
                    { "Name": "p", "Properties": { "FilterType": "Correlation",
                      "CorrelationFilter": { "Properties": { "list": [] } } } }] }] }]"""));

        String queues = "UserConfig.Namespaces[0].Queues";
        String topic = "UserConfig.Namespaces[0].Topics[0].";
        String subscription = topic + "Subscriptions[0].";
        assertThat(problems)
                .extracting(Problem::field)
                .containsExactlyInAnyOrder(
                        queues + "[0].Name",
                        queues + "[0].Propertys",
                        queues + "[1].Properties.LockDuration",
                        queues + "[1].Properties.MaxDeliveryCount",
                        queues + "[2].Name",
                        queues + "[2].Properties.RequiresSession",
                        queues + "[2].Properties.ForwardTo",
                        queues + "[3].Name",
                        queues + "[3].Properties.DeadLetteringOnMessageExpiration",
                        topic + "Properties.RequiresSession",
                        subscription + "Properties.RequiresDuplicateDetection",
                        subscription + "Rules[0].Properties.SqlFilter.SqlExpression",
                        subscription + "Rules[1].Name",
                        subscription + "Rules[1].Properties.FilterType",
                        subscription + "Rules[2].Properties.SqlFilter",
                        subscription + "Rules[2].Properties.CorrelationFilter",
                        subscription + "Rules[2].Properties.CorrelationFilter.Subject",
                        subscription + "Rules[2].Properties.Action.SqlExpression",
                        subscription + "Rules[3].Properties.CorrelationFilter",
                        subscription + "Rules[3].Properties.CorrelationFilter.Properties.list");
        assertThat(problems).allSatisfy(problem -> assertThat(problem.remedy()).isNotBlank());
    }

    @Test
    void durationsBeyondTheServicesLimitsAndForwardedSessionsAreRefused() {
        List<Problem> problems = problems(namespace("""
                "Queues": [
                  { "Name": "long", "Properties": { "LockDuration": "PT5M1S",
                      "RequiresDuplicateDetection": true, "DuplicateDetectionHistoryTimeWindow": "P7DT1S" } },
                  { "Name": "short", "Properties": { "LockDuration": "PT4S",
                      "RequiresDuplicateDetection": true, "DuplicateDetectionHistoryTimeWindow": "PT4S" } },
                  { "Name": "widest", "Properties": { "LockDuration": "PT5M",
                      "RequiresDuplicateDetection": true, "DuplicateDetectionHistoryTimeWindow": "P7D" } },
                  { "Name": "steps", "Properties": { "RequiresSession": true, "ForwardTo": "long" } }],
                "Topics": []"""));

        String queues = "UserConfig.Namespaces[0].Queues";
        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        queues + "[0].Properties.LockDuration: is a duration that no entity has. Write one from PT5S to"
                                + " PT5M.",
                        queues + "[0].Properties.DuplicateDetectionHistoryTimeWindow: is a duration that no entity has."
                                + " Write one from PT5S to PT168H.",
                        queues + "[1].Properties.LockDuration: is a duration that no entity has. Write one from PT5S to"
                                + " PT5M.",
                        queues + "[1].Properties.DuplicateDetectionHistoryTimeWindow: is a duration that no entity has."
                                + " Write one from PT5S to PT168H.",
                        queues + "[3].Properties.ForwardTo: an entity that requires sessions forwards nothing. Remove"
                                + " one of the two.");
    }

    @Test
    void twoNamespacesAreOneTooMany() {
        assertThat(problems("{\"UserConfig\": {\"Namespaces\": [{\"Name\": \"a\"}, {\"Name\": \"b\"}]}}"))
                .extracting(Problem::field)
                .containsExactly("UserConfig.Namespaces");
    }

    @Test
    void textThatIsNotJsonIsRefusedWithItsLine() {
        assertThat(problems("{\n\"UserConfig\": oops }"))
                .extracting(Problem::field)
                .containsExactly("line 2");
    }

    @Test
    void aMissingFileIsRefusedWithItsName() {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class, () -> EmulatorConfig.read(Path.of("no-such-file.json")));

        assertThat(refused).hasMessageContaining("no-such-file.json").hasMessageContaining("--config");
    }

    private static List<Problem> problems(String text) {
        return catchThrowableOfType(ConfigurationException.class, () -> EmulatorConfig.parse(text))
                .problems();
    }

    private static String namespace(String entities) {
        return "{\"UserConfig\": {\"Namespaces\": [{\"Name\": \"sbemulatorns\",\n" + entities
                + "}], \"Logging\": {\"Type\": \"File\"}}}";
    }
}
