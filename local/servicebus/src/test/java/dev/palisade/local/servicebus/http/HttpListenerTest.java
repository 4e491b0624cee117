package dev.palisade.local.servicebus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.servicebus.http.HttpRequest.Header;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.qpid.proton.amqp.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What must come through Jetty as the client wrote it. */
@Timeout(30)
class HttpListenerTest {
    private static final int LARGEST_BODY = 10;
    private static final String NEXT = "GET /b HTTP/1.1\r\nHost: h\r\n\r\n";

    private HttpListener listener;

    @BeforeEach
    void listen() throws IOException {
        listener = HttpListener.start(0, LARGEST_BODY, HttpListenerTest::echo);
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    /** Says what it was asked, in words that the tests look for. */
    private static HttpAnswer echo(HttpRequest request) {
        if (request.path().contains("fail")) {
            throw new IllegalStateException("as asked");
        }
        String headers = request.headers().stream().map(Header::toString).collect(Collectors.joining());
        String text = request.method() + " " + request.path() + " " + headers + " body=["
                + new String(request.bodyBytes(), StandardCharsets.UTF_8) + "]";
        return new HttpAnswer(200, Map.of("X-Asked", "yes"), new Binary(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void namesOfHeadersAndSegmentsOfThePathArriveAsTheyWereWritten() throws IOException {
        assertThat(exchange("GET //a%20b/%24c?x=/y HTTP/1.1\r\nHost: h\r\nrequestId:  r 1\t\r\nEmpty:\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("X-Asked: yes\r\n")
                .contains("GET [a b, $c]", "name=requestId, value=r 1]", "name=Empty, value=]", "body=[]");
    }

    @Test
    void aBodyIsReadByItsLengthAndTheNextRequestAfterIt() throws IOException {
        assertThat(
                        exchange(
                                "POST /a HTTP/1.1\r\nHost: h\r\ncontent-length: 4\r\n\r\nöäPOST /b HTTP/1.1\r\nHost: h\r\nConnection: x, Close\r\n\r\n"))
                .containsSubsequence("POST [a]", "body=[öä]", "Connection: close", "POST [b]", "body=[]");
    }

    @Test
    void aBodyInChunksIsReadToItsLastOne() throws IOException {
        String chunks = "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: v\r\n\r\n";

        assertThat(exchange("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n" + chunks + NEXT))
                .containsSubsequence("body=[abcde]", "GET [b]");
    }

    @Test
    void aClientThatWaitsForItIsToldToGoOn() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            String head = "POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            assertThat(new String(
                            socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length()),
                            StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");

            socket.getOutputStream().write('x');
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("200 OK", "body=[x]");
        }
    }

    @Test
    void ofABodyThatIsTooLargeOneByteTooManyIsKept() throws IOException {
        String large = "0123456789abcdef";
        assertThat(
                        exchange(
                                "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 16\r\n\r\n" + large
                                        + "POST /b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n01234567\r\n8\r\n89abcdef\r\n0\r\n\r\n"))
                .containsSubsequence("body=[0123456789a]", "body=[0123456789a]");
    }

    @Test
    void anAnswerToHeadHasTheLengthOfTheBodyAndNoBody() throws IOException {
        assertThat(exchange("HEAD /a HTTP/1.0\r\n\r\n"))
                .contains("Content-Length: ")
                .endsWith("\r\n\r\n");
    }

    @Test
    void aHandlerThatFailsIsAnsweredForAndTheConnectionLasts() throws IOException {
        assertThat(exchange("GET /fail HTTP/1.1\r\nHost: h\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\n"))
                .containsSubsequence("HTTP/1.1 500 ", "HTTP/1.1 200 ");
    }

    @Test
    void whatIsNoRequestIsRefused() throws IOException {
        assertThat(exchange("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    /** Sends these bytes and no more, and returns everything that comes back. */
    private String exchange(String sent) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
