package dev.palisade.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.client.Palisade;
import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.request.ServiceBusMessageSender;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    /** Nothing listens on the port reserved for tcpmux, on any machine that runs tests. */
    private static final String NOBODY = "127.0.0.1:1";

    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|Which command?",
                "frob|Unmatched argument at index 0: 'frob'",
                "show|Missing required parameter: 'ID'",
                "storage|Which? (lock | open)",
                "compute scale env|Missing required parameter: 'NAME'",
                "approve id|Missing required option: '--plan=HASH'",
                "pause --subscription s --environment e --reason r|are mutually exclusive",
                "show id --outptu json|Unknown options: '--outptu', 'json'",
                "list --state GONE|Invalid value for option '--state'",
                "list --limit many|Invalid value for option '--limit'",
                "list --slow --after soon|is no duration; write it with its unit, as 30s, 5m, 2h or 30d",
                "--lang fr list|Invalid value for option '--lang'",
                "approve id --plan abc|names no plan",
                "demo --speed 0|is no speed"
            })
    void wrongUsageIsSaidInAFewLines(String arguments, String said) {
        assertThat(run(Map.of(), arguments)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains(said)
                .hasLineCount(
                        err.toString().contains("--speed 0") || err.toString().contains("--plan abc")
                                ? 1
                                : 2 + suggestions());
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "list --slow",
                "show x",
                "watch x",
                "setup",
                "doctor",
                "cancel x",
                "retry x",
                "approve x --plan 12345678",
                "pause --reason r",
                "pauses",
                "unpause",
                "delete churn-prod"
            })
    void withoutATemporalTheRemedyIsSaid(String arguments) {
        assertThat(run(Map.of(), arguments)).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err.toString())
                .contains("No local stack runs")
                .contains("./palisade up")
                .hasLineCount(1);
    }

    @Test
    void aTemporalThatDoesNotAnswerIsNamedWithItsOrigin() {
        assertThat(run(Map.of("TEMPORAL_ADDRESS", NOBODY), "list")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err.toString())
                .startsWith("Temporal does not answer at 127.0.0.1:1 (an address from TEMPORAL_ADDRESS).")
                .hasLineCount(1);
    }

    @Test
    void theDoctorGoesOnToTheQueueWhenTemporalIsAwayAndSaysWhatHelps() {
        assertThat(run(Map.of("TEMPORAL_ADDRESS", NOBODY), "doctor")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(out.toString())
                .contains("WRONG        Temporal  cannot be reached")
                .contains("What helps: Temporal does not answer at 127.0.0.1:1")
                .contains("NOT CHECKED  queue     No local stack runs");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void anOptionWinsOverTheEnvironment() {
        assertThat(run(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:2"), "list --temporal-address " + NOBODY))
                .isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err.toString()).contains("127.0.0.1:1 (an address from the option --temporal-address)");
    }

    @Test
    void aStackThatEndedWithoutAWordIsNamedAsTheOriginOfTheAddress() throws IOException {
        Files.createDirectories(home.resolve(".palisade"));
        Files.writeString(home.resolve(".palisade/stack.json"), """
                {"temporal": "127.0.0.1:1", "namespace": "palisade", "serviceBus": "127.0.0.1:1", "serviceBusHttp": "http://127.0.0.1:1", "queues": {"r": "palisade-r"},
                 "azure": "http://127.0.0.1:1", "speed": 120.0}""");

        assertThat(run(Map.of(), "list")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err.toString()).contains("an address from the local stack").contains("./palisade up");
    }

    @Test
    void aDocumentWithMistakesIsRefusedHereWithAllOfThem() throws IOException {
        Path document = Files.writeString(home.resolve("bad.yaml"), "name: 7\nsurprise: true\n");

        assertThat(run(Map.of(), "submit " + document)).isEqualTo(ExitCode.REJECTED);
        assertThat(err.toString())
                .contains("nothing was sent")
                .contains("/name")
                .contains("surprise")
                .contains("workspace");
    }

    @Test
    void aFileThatIsNotThereIsOneSentence() {
        assertThat(run(Map.of(), "submit nowhere.yaml")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err.toString())
                .startsWith("The file nowhere.yaml cannot be read.")
                .hasLineCount(1);
    }

    @Test
    void aRealNamespaceWantsToKnowTheQueue() throws IOException {
        Path document = Files.writeString(home.resolve("any.yaml"), "name: 7\n");

        assertThat(run(
                        Map.of("SB", "Endpoint=sb://x/"),
                        "submit --no-check --servicebus-connection-env SB " + document))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Name it with --queue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "up",
                "submit",
                "plan",
                "list",
                "show",
                "watch",
                "setup",
                "delete",
                "storage",
                "storage lock",
                "storage open",
                "vault",
                "vault lock",
                "vault open",
                "compute",
                "compute create",
                "compute scale",
                "compute delete",
                "cluster",
                "cluster create",
                "cluster scale",
                "cluster delete",
                "attach",
                "detach",
                "approve",
                "reject",
                "cancel",
                "retry",
                "accept",
                "resume",
                "pause",
                "unpause",
                "pauses",
                "deadletters",
                "deadletters list",
                "deadletters show",
                "deadletters resubmit",
                "deadletters discard"
            })
    void everyCommandHasHelpWithExamples(String command) {
        assertThat(run(Map.of(), command + " --help")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("Examples:").contains("./palisade " + command);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "submit FILE|refused SCHEMA_VIOLATION at /nmae|In the way: your input.",
                "submit FILE --lang ko|거부 SCHEMA_VIOLATION (위치: /nmae)|막고 있는 것: 사용자의 입력.",
                "--lang KO submit FILE|문서가 스키마를 따르지 않습니다. 여기에는 속성 'nmae'이(가) 없습니다.|막고 있는 것",
                "plan FILE --lang ja|拒否 SCHEMA_VIOLATION (場所: /nmae)|ここにプロパティ 'nmae' はありません。"
            })
    void findingsAreToldInTheLanguageThatIsAskedFor(String arguments, String heading, String text) throws IOException {
        Path file = Files.writeString(home.resolve("bad.yaml"), "nmae: x");

        assertThat(run(Map.of(), arguments.replace("FILE", file.toString()))).isEqualTo(ExitCode.REJECTED);
        assertThat(err.toString()).contains(heading).contains(text);
    }

    @Test
    void aStandInThatIsNotBuiltIsSaidWithItsRemedy() {
        assertThat(run(Map.of(), "azure --port 0 --speed 3")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err.toString())
                .contains("local/arm/target/azure.jar is missing")
                .contains("mvn");
    }

    private int suggestions() {
        return err.toString().contains("Possible solutions") || err.toString().contains("Did you mean") ? 1 : 0;
    }

    private int run(Map<String, String> environment, String arguments) {
        CommandContext context = new CommandContext(
                home,
                environment,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new CommandContext.Terminal(false, 100),
                Clock.systemUTC(),
                new ServiceBusMessageSender());
        CommandLine commandLine = Palisade.commandLine(context);
        return commandLine.execute(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));
    }
}
