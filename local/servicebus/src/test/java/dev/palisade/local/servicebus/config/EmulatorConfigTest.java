package dev.palisade.local.servicebus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    void everythingWrongIsSaidAtOnceWithItsPlaceAndARemedy() {
        List<Problem> problems = problems(namespace("""
                "Queues": [
                  { "Name": "", "Propertys": {} },
                  { "Name": "twice", "Properties": { "LockDuration": "1 minute", "MaxDeliveryCount": 0 } },
                  { "Name": "TWICE", "Properties": { "RequiresSession": true, "ForwardTo": "elsewhere" } },
                  { "Name": "a/b", "Properties": { "DeadLetteringOnMessageExpiration": "yes" } }],
                "Topics": [{ "Name": "t", "Subscriptions": [{ "Name": "s", "Rules": [{ "Name": "r" }] }] }]"""));

        String namespace = "UserConfig.Namespaces[0].";
        assertThat(problems)
                .extracting(Problem::field)
                .containsExactlyInAnyOrder(
                        namespace + "Queues[0].Name",
                        namespace + "Queues[0].Propertys",
                        namespace + "Queues[1].Properties.LockDuration",
                        namespace + "Queues[1].Properties.MaxDeliveryCount",
                        namespace + "Queues[2].Name",
                        namespace + "Queues[2].Properties.RequiresSession",
                        namespace + "Queues[2].Properties.ForwardTo",
                        namespace + "Queues[3].Name",
                        namespace + "Queues[3].Properties.DeadLetteringOnMessageExpiration",
                        namespace + "Topics[0].Subscriptions[0].Rules");
        assertThat(problems).allSatisfy(problem -> assertThat(problem.remedy()).isNotBlank());
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
