package dev.palisade.local.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process of its own. */
class MainTest {
    private static final Pattern READY = Pattern.compile(
            "Temporal dev server \\S.*: gRPC 127\\.0\\.0\\.1:(\\d+), Web UI http://127\\.0\\.0\\.1:\\d+, database \\S+, log \\S+, CLI \\S+ \\(from .+\\)");

    @TempDir
    Path directory;

    private final List<Process> launchers = new ArrayList<>();
    private final List<ProcessHandle> servers = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() {
        launchers.forEach(Process::destroyForcibly);
        servers.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void theEndOfStandardInputStopsLauncherAndServer() throws Exception {
        Running running = startReady("--until-stdin-closes");

        running.launcher().getOutputStream().close();

        assertThat(running.launcher().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(running.launcher().exitValue()).isZero();
        Gone.assertGone(running.server(), running.port());
        assertThat(running.launcher().inputReader().lines())
                .as("standard output carries one line")
                .isEmpty();
    }

    @Test
    void aTerminatedLauncherStopsItsServer() throws Exception {
        Running running = startReady();

        running.launcher().destroy();

        assertThat(running.launcher().waitFor(60, TimeUnit.SECONDS)).isTrue();
        Gone.assertGone(running.server(), running.port());
    }

    @Test
    void aKilledLauncherTakesItsServerWithIt() throws Exception {
        assumeTrue(TiedProcess.canBeKilledWithParent(), "needs setpriv of util-linux");
        Running running = startReady();

        running.launcher().destroyForcibly();

        assertThat(running.launcher().waitFor()).as("killed by SIGKILL").isEqualTo(128 + 9);
        Gone.assertGone(running.server(), running.port());
    }

    @Test
    void aServerThatDiesIsReported() throws Exception {
        Running running = startReady();

        assertThat(running.server().destroyForcibly()).isTrue();

        assertThat(running.launcher().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(running.launcher().exitValue()).isEqualTo(1);
        assertThat(running.launcher().errorReader().lines())
                .anyMatch(line ->
                        line.startsWith("The Temporal dev server ended by itself with exit status 137; its log is "));
    }

    @Test
    void aPortInUseIsOneSentenceAndStatusTwo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process launcher = launch("--port", Integer.toString(taken.getLocalPort()), "--ui-port", "0");

            assertThat(launcher.errorReader().lines())
                    .singleElement()
                    .asString()
                    .startsWith("Port " + taken.getLocalPort() + " for gRPC on 127.0.0.1 cannot be had");
            assertThat(launcher.waitFor()).isEqualTo(2);
        }
    }

    @Test
    void allMistakesInTheOptionsAreToldAtOnce() throws Exception {
        Process launcher = launch("--port", "70000", "--ui-port", "-1", "--search-attribute", "Team=Colour");

        assertThat(launcher.errorReader().lines())
                .containsExactly(
                        "--port 70000 is not a port: choose 1 to 65535, or 0 for a free one.",
                        "--ui-port -1 is not a port: choose 1 to 65535, or 0 for a free one.",
                        "--search-attribute 'Team=Colour' is not NAME=Type with one of the types [Text, Keyword, Int, Double, Bool, Datetime, KeywordList].");
        assertThat(launcher.waitFor()).isEqualTo(2);
    }

    @Test
    void aWrongExplicitCliIsOneSentenceAndStatusTwo() throws Exception {
        Path wrong = directory.resolve("no-cli");
        ProcessBuilder builder = command("--port", "0", "--ui-port", "0");
        builder.environment().put("TEMPORAL_CLI", wrong.toString());
        Process launcher = start(builder);

        assertThat(launcher.errorReader().lines())
                .containsExactly("$TEMPORAL_CLI is set, but " + wrong
                        + " is not an executable file: correct it, or unset it to have the CLI searched for.");
        assertThat(launcher.waitFor()).isEqualTo(2);
    }

    private Running startReady(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--port", "0", "--ui-port", "0"));
        arguments.addAll(List.of(options));
        Process launcher = launch(arguments.toArray(String[]::new));
        BufferedReader output = launcher.inputReader();
        String line = output.readLine();
        assertThat(line)
                .as(() -> "the ready line; standard error: "
                        + launcher.errorReader().lines().toList())
                .isNotNull();
        Matcher ready = READY.matcher(line);
        assertThat(ready.matches()).as(line).isTrue();
        ProcessHandle server = launcher.children().findFirst().orElseThrow();
        servers.add(server);
        return new Running(launcher, server, Integer.parseInt(ready.group(1)));
    }

    private Process launch(String... arguments) throws IOException {
        return start(command(arguments));
    }

    private Process start(ProcessBuilder builder) throws IOException {
        Process launcher = builder.start();
        launchers.add(launcher);
        return launcher;
    }

    private ProcessBuilder command(String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("--db", directory.resolve("temporal.db").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private record Running(Process launcher, ProcessHandle server, int port) {}
}
