package dev.palisade.worker.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.worker.configuration.AzureConfiguration.Credential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String CONNECTION = "Endpoint=sb://127.0.0.1;SharedAccessKeyName=n;SharedAccessKey=hush;";
    private static final Map<String, String> SECRETS =
            Map.of("PALISADE_SEALING_KEY", KEY, "PALISADE_SERVICEBUS_CONNECTION", CONNECTION);
    private static final String TEAMS =
            "  teams:\n    - { name: science, queue: q-science, scopes: [/subscriptions/s1/resourceGroups/g1] }\n";

    @Test
    void theShortestFileIsTheTeamsAndTheRestHasDefaults() throws Exception {
        WorkerConfiguration configuration = read("serviceBus:\n" + TEAMS);

        assertThat(configuration.azure().endpoint()).hasToString("https://management.azure.com");
        assertThat(configuration.temporal().buildId()).isEqualTo("the-build");
        assertThat(configuration.temporal().makeCurrent()).isFalse();
        assertThat(configuration.http().address()).isEqualTo("127.0.0.1");
        assertThat(configuration.dedupeHorizon()).isEqualTo(Duration.ofDays(30));
        assertThat(configuration.slow())
                .as("told in less than ten minutes of no progress")
                .isEqualTo(new SlowConfiguration(Duration.ofMinutes(5), Duration.ofMinutes(1)));
        assertThat(configuration.serviceBus().concurrency()).isEqualTo(4);
        assertThat(configuration.serviceBus().prefetch()).isZero();
        assertThat(configuration.serviceBus().renewLocksAfterPercent()).isEqualTo(50);
        assertThat(configuration.serviceBus().teams())
                .containsExactly(new Team(
                        "science", "q-science", List.of(ResourceId.of("/subscriptions/s1/resourceGroups/g1"))));
    }

    @Test
    void everyKeyIsRead() throws Exception {
        WorkerConfiguration configuration = read("""
                temporal: { address: "127.0.0.1:7300", namespace: p, buildId: b7, makeCurrent: true, workflowPollers: 3,
                            activityPollers: 4, concurrentActivities: 9, cachedWorkflows: 70 }
                azure: { endpoint: "http://127.0.0.1:8090", tenant: t, credential: simulator, simulatedSpeed: 60 }
                serviceBus:
                  outcomesTopic: results
                  concurrency: 2
                  prefetch: 20
                  renewLocksAfterPercent: 70
                """ + TEAMS + """
                http: { port: 0, address: 127.0.0.2 }
                slow: { after: 90s, lookEvery: 10s }
                dedupeHorizon: PT24H
                shutdownTimeout: 5s
                """);

        assertThat(configuration.temporal())
                .isEqualTo(new TemporalConfiguration(
                        java.util.Optional.of("127.0.0.1:7300"), java.util.Optional.of("p"), "b7", true, 3, 4, 9, 70));
        assertThat(configuration.azure().credential()).isEqualTo(Credential.SIMULATOR);
        assertThat(configuration.azure().simulatedSpeed()).isEqualTo(60);
        assertThat(configuration.serviceBus().outcomesTopic()).isEqualTo("results");
        assertThat(configuration.serviceBus().concurrency()).isEqualTo(2);
        assertThat(configuration.serviceBus().prefetch()).isEqualTo(20);
        assertThat(configuration.serviceBus().renewLocksAfterPercent()).isEqualTo(70);
        assertThat(configuration.http().port()).isZero();
        assertThat(configuration.slow())
                .isEqualTo(new SlowConfiguration(Duration.ofSeconds(90), Duration.ofSeconds(10)));
        assertThat(configuration.dedupeHorizon()).isEqualTo(Duration.ofDays(1));
        assertThat(configuration.shutdownTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void tenMistakesAreTenProblemsEachWithAKeyAReasonAndARemedy() {
        List<Problem> problems = problems("""
                temporal: { address: "http://temporal", makeCurrent: maybe }
                azure: { endpoint: "http://azure.example", credential: password, simulatedSpeed: 60 }
                serviceBus:
                  prefech: 100
                  teams:
                    - { name: science, queue: q, scopes: [subscription-1] }
                    - { name: science, queue: q2, scopes: [/subscriptions/s] }
                http: { port: 70000 }
                dedupeHorizon: 30
                """);

        assertThat(problems)
                .extracting(Problem::key)
                .containsExactlyInAnyOrder(
                        "temporal.address",
                        "temporal.makeCurrent",
                        "azure.endpoint",
                        "azure.credential",
                        "azure.simulatedSpeed",
                        "serviceBus.prefech",
                        "serviceBus.teams[0].scopes",
                        "serviceBus.teams",
                        "http.port",
                        "dedupeHorizon");
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.reason()).isNotBlank();
            assertThat(problem.remedy()).isNotBlank();
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            dedupeHorizon: 30                      | dedupeHorizon          | with its unit
            dedupeHorizon: 0s                      | dedupeHorizon          | above zero
            http: 8091                             | http                   | not a section
            http: { port: "eighty" }               | http.port              | out of range
            http: { prot: 1 }                      | http.prot              | use one of address, port
            temporal: { workflowPollers: 1 }       | temporal.workflowPollers | from 2 to 100
            azure: { credential: simulator }       | azure.credential       | write default
            azure: { endpoint: "http://localhost:1" }  | azure.credential   | write simulator
            azure: { simulatedSpeed: 0.5 }         | azure.simulatedSpeed   | 1 or more
            azure: { endpoint: "ftp://127.0.0.1x" }| azure.endpoint         | neither https
            temporal: { buildId: [a] }             | temporal.buildId       | not a text
            """)
    void aWrongValueIsNamedWithItsRemedy(String line, String key, String saying) {
        assertThat(problems(line + "\nserviceBus:\n" + TEAMS)).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.toString()).contains(saying);
        });
    }

    @Test
    void aTeamNeedsNameQueueAndScopes() {
        assertThat(problems("serviceBus: { teams: [ {} ] }"))
                .extracting(Problem::key)
                .containsExactly("serviceBus.teams[0].name", "serviceBus.teams[0].queue", "serviceBus.teams[0].scopes");
    }

    @Test
    void withoutSecretsEachMissingOneIsAProblem() {
        assertThat(problems("serviceBus:\n" + TEAMS, Map.of()))
                .extracting(Problem::toString)
                .anySatisfy(text -> assertThat(text).contains("PALISADE_SEALING_KEY"))
                .anySatisfy(text -> assertThat(text).contains("PALISADE_SERVICEBUS_CONNECTION"))
                .hasSize(2);
    }

    @Test
    void aSealingKeyOfAnotherLengthIsRefusedAndNotQuoted() {
        Map<String, String> environment = new HashMap<>(SECRETS);
        environment.put("PALISADE_SEALING_KEY", "c2hvcnQ=");

        assertThat(problems("serviceBus:\n" + TEAMS, environment))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.toString()).contains("32 bytes").doesNotContain("c2hvcnQ="));
    }

    @Test
    void secretsMayComeFromFilesAndAreNeverPrinted(@TempDir Path directory) throws Exception {
        Path key = write(directory, "key", KEY + "\n");
        Path connection = write(directory, "connection", CONNECTION);

        WorkerConfiguration configuration = new ConfigurationReader(Map.of(), "b")
                .read("sealingKeyFile: " + key + "\nserviceBus:\n  connectionFile: " + connection + "\n" + TEAMS);

        assertThat(configuration.sealingKey().reveal()).isEqualTo(KEY);
        assertThat(configuration.serviceBus().connection().orElseThrow().reveal())
                .isEqualTo(CONNECTION);
        assertThat(configuration.toString()).doesNotContain("hush").doesNotContain(KEY);
        assertThat(configuration.effective())
                .containsEntry("PALISADE_SEALING_KEY", "****")
                .containsEntry("serviceBus.outcomesTopic", "palisade-outcomes")
                .containsEntry("http.port", "8091");
    }

    @Test
    void aNamespaceAndAConnectionStringTogetherAreAProblem() {
        assertThat(problems("serviceBus:\n  namespace: x.servicebus.windows.net\n" + TEAMS))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("both given"));
    }

    @ParameterizedTest
    @CsvSource({"PT30S,30000", "30s,30000", "500ms,500", "15m,900000", "24h,86400000", "30d,2592000000"})
    void durationsHaveUnits(String text, long milliseconds) {
        assertThat(DurationText.parse(text)).contains(Duration.ofMillis(milliseconds));
    }

    @ParameterizedTest
    @CsvSource({"30", "30 s", "-5s", "half an hour", "1y"})
    void aDurationWithoutAUnitIsNone(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @Test
    void whatIsNotYamlIsOneProblemWithItsLine() {
        assertThat(problems("http: { port: 1\nserviceBus: ["))
                .singleElement()
                .satisfies(problem -> assertThat(problem.key()).startsWith("line "));
        assertThat(problems("http: { port: 1 }\nhttp: { port: 2 }"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("Duplicate"));
    }

    @Test
    void aFileThatIsNotThereIsOneProblem(@TempDir Path directory) {
        assertThatThrownBy(() -> new ConfigurationReader(SECRETS, "b").read(directory.resolve("none.yaml")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("none.yaml")
                .hasMessageContaining("--config");
    }

    @Test
    void aTeamIsAllowedItsScopesAndAllBelowThemInAnySpelling() throws Exception {
        Team team = read("serviceBus:\n" + TEAMS).serviceBus().teams().get(0);

        assertThat(team.allows(ResourceId.of("/subscriptions/S1/resourcegroups/G1/providers/a/b/c")))
                .isTrue();
        assertThat(team.allows(ResourceId.of("/subscriptions/s1/resourceGroups/g1")))
                .isTrue();
        assertThat(team.allows(ResourceId.of("/subscriptions/s1/resourceGroups/g10/providers/a/b/c")))
                .isFalse();
        assertThat(team.allows(ResourceId.of("/subscriptions/s1"))).isFalse();
    }

    private static WorkerConfiguration read(String yaml) throws InvalidConfigurationException {
        return new ConfigurationReader(SECRETS, "the-build").read(yaml);
    }

    private static List<Problem> problems(String yaml) {
        return problems(yaml, SECRETS);
    }

    private static List<Problem> problems(String yaml, Map<String, String> environment) {
        return catchThrowableOfType(
                        InvalidConfigurationException.class,
                        () -> new ConfigurationReader(environment, "the-build").read(yaml))
                .problems();
    }

    private static Path write(Path directory, String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
