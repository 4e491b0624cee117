package dev.palisade.local.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real dev server, with the CLI that the finder finds on the machine. */
class TemporalServerTest {
    @TempDir
    Path directory;

    private TemporalServerOptions options;

    @BeforeEach
    void keepTheDatabaseInADirectoryThatIsNotThereYet() {
        options = TemporalServerOptions.withDatabase(directory.resolve("data").resolve("temporal.db"));
    }

    @Test
    void aStartedServerServesAndAClosedOneLeavesNoProcess() throws Exception {
        ProcessHandle process;
        int port;
        try (TemporalServer server = TemporalServer.start(options)) {
            process = ProcessHandle.of(server.pid()).orElseThrow();
            port = portOf(server);
            assertThat(namespaceOn(server, "default")).isEqualTo("default");
            assertThat(statusOf(server.uiUrl())).isEqualTo(200);
            assertThat(server.isAlive()).isTrue();
            assertThat(server.cli().version()).isNotEmpty();
        }
        Gone.assertGone(process, port);
        assertThat(options.log()).isNotEmptyFile();
    }

    @Test
    void namespacesAndSearchAttributesAreThereFromTheStart() throws Exception {
        List<SearchAttribute> attributes =
                List.of(SearchAttribute.parse("Team=Keyword"), SearchAttribute.parse("Steps=Int"));
        try (TemporalServer server = TemporalServer.start(
                options.withNamespaces(List.of("first", "second")).withSearchAttributes(attributes))) {
            assertThat(namespaceOn(server, "first")).isEqualTo("first");
            assertThat(searchAttributesOn(server, "second"))
                    .containsEntry("Team", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                    .containsEntry("Steps", IndexedValueType.INDEXED_VALUE_TYPE_INT);
        }
    }

    @Test
    void whatAKilledServerKnewIsThereWhenItStartsAgainWithTheSameDatabase() throws Exception {
        long killed;
        try (TemporalServer server = TemporalServer.start(options.withNamespaces(List.of("lasting")))) {
            killed = server.pid();
            server.kill();
            assertThat(server.isAlive()).isFalse();
            assertThat(server.awaitExit()).as("killed by SIGKILL, not stopped").isEqualTo(128 + 9);
        }
        try (TemporalServer again = TemporalServer.start(options)) {
            assertThat(again.pid()).isNotEqualTo(killed);
            assertThat(namespaceOn(again, "lasting")).isEqualTo("lasting");
        }
    }

    @Test
    void aServerOutlivesTheThreadThatStartedIt() throws Exception {
        CompletableFuture<TemporalServer> started = new CompletableFuture<>();
        Thread starter = new Thread(() -> started.complete(TemporalServer.start(options)));
        starter.start();
        starter.join();
        try (TemporalServer server = started.join()) {
            assertThat(namespaceOn(server, "default")).isEqualTo("default");
        }
    }

    @Test
    void aServerThatCannotStartIsReportedWithTheEndOfItsLogAndLeavesNoProcess() throws IOException {
        Files.createDirectories(options.database());

        assertThatThrownBy(() -> TemporalServer.start(options))
                .isInstanceOf(FailedStartException.class)
                .hasMessageContaining("did not start: it ended with exit status 1")
                .hasMessageContaining("The end of its log " + options.log())
                .hasMessageContaining("unable to open database file");
        assertThat(ProcessHandle.current().descendants())
                .noneMatch(process -> process.info().commandLine().orElse("").contains("start-dev"));
    }

    private static String namespaceOn(TemporalServer server, String name) {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(server.target())
                .build());
        try {
            DescribeNamespaceRequest request =
                    DescribeNamespaceRequest.newBuilder().setNamespace(name).build();
            return service.blockingStub()
                    .describeNamespace(request)
                    .getNamespaceInfo()
                    .getName();
        } finally {
            service.shutdownNow();
        }
    }

    private static Map<String, IndexedValueType> searchAttributesOn(TemporalServer server, String namespace) {
        OperatorServiceStubs service = OperatorServiceStubs.newServiceStubs(OperatorServiceStubsOptions.newBuilder()
                .setTarget(server.target())
                .validateAndBuildWithDefaults());
        try {
            ListSearchAttributesRequest request = ListSearchAttributesRequest.newBuilder()
                    .setNamespace(namespace)
                    .build();
            return service.blockingStub().listSearchAttributes(request).getCustomAttributesMap();
        } finally {
            service.shutdownNow();
        }
    }

    private static int statusOf(String url) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static int portOf(TemporalServer server) {
        return Integer.parseInt(server.target().substring(server.target().indexOf(':') + 1));
    }
}
