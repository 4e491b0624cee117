package dev.palisade.local.temporal.finder;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real downloader of the SDK against a download site on loopback. */
class SdkDownloadTest {
    private static final String SITE_PROPERTY = "io.temporal.testing.devServerDownloadBaseUrl";

    @TempDir
    Path directory;

    private final FakeMachine machine = new FakeMachine();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer site;

    @BeforeEach
    void openTheSite() throws IOException {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.setExecutor(threads);
        site.start();
        System.setProperty(SITE_PROPERTY, address());
    }

    @AfterEach
    void closeTheSite() {
        System.clearProperty(SITE_PROPERTY);
        site.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aDownloadEndsInTheCache() {
        site.createContext(
                "/cli/",
                answering(200, "{\"archiveUrl\":\"" + address() + "/archive\",\"fileToExtract\":\"temporal\"}"));
        site.createContext("/archive", exchange -> answer(exchange, 200, archiveHolding("temporal", "the executable")));

        assertThat(seek(Duration.ofSeconds(60)))
                .isEqualTo(new Answer.Found(directory.resolve("temporal"), "1.9.1 (Server 1.32.0, UI 2.54.1)"));
        assertThat(directory.resolve("temporal")).hasContent("the executable").isExecutable();
    }

    @Test
    void aSiteThatRefusesIsARefusalWithItsStatus() {
        site.createContext("/cli/", answering(503, "closed"));

        assertThat(seek(Duration.ofSeconds(60)))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.reason()).contains("HTTP 503"));
    }

    @Test
    void aSiteThatNeverAnswersIsGivenUp() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        site.createContext("/cli/", exchange -> asked.countDown());

        assertThat(seek(Duration.ofSeconds(1))).isEqualTo(new Answer.Refused("not finished after 1 s"));
        assertThat(asked.await(60, TimeUnit.SECONDS)).as("the site was asked").isTrue();
    }

    private Answer seek(Duration limit) {
        return new SdkDownload(new Cache(machine, directory), limit).seek();
    }

    private String address() {
        return "http://127.0.0.1:" + site.getAddress().getPort();
    }

    private static HttpHandler answering(int status, String body) {
        return exchange -> answer(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] archiveHolding(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
