package dev.palisade.local.servicebus.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client: its requests are answered one after the other, until it ends or says nothing for long. */
final class HttpConnection implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);
    private static final int DRAIN_MILLISECONDS = 1000;
    private static final int MOST_DRAINED = 1 << 20;
    private static final int NO_CONTENT = 204;
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(201, "Created"),
            Map.entry(NO_CONTENT, "No Content"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(505, "HTTP Version Not Supported"));

    private final Socket socket;
    private final HttpListener.Handler handler;
    private final int largestBody;

    HttpConnection(Socket socket, HttpListener.Handler handler, int largestBody) {
        this.socket = socket;
        this.handler = handler;
        this.largestBody = largestBody;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) LONGEST_SILENCE.toMillis());
            serve();
        } catch (IOException gone) {
            LOG.debug("A client of HTTP has gone", gone);
        }
    }

    private void serve() throws IOException {
        RequestReader requests = new RequestReader(
                new BufferedInputStream(socket.getInputStream()), socket.getOutputStream(), largestBody);
        try {
            Optional<HttpRequest> request = requests.next();
            while (request.isPresent()) {
                boolean lasting = request.get().lasting();
                boolean shown = !request.get().method().equals("HEAD");
                write(answer(request.get()), lasting, shown);
                request = lasting ? requests.next() : Optional.empty();
            }
        } catch (MalformedRequestException malformed) {
            String reason = String.valueOf(malformed.getMessage());
            write(HttpAnswer.text(malformed.status(), "text/plain;charset=utf-8", reason), false, true);
            drain();
        }
    }

    /** To close on what is still unread would take back the answer. */
    private void drain() throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(DRAIN_MILLISECONDS);
        socket.getInputStream().readNBytes(MOST_DRAINED);
    }

    private HttpAnswer answer(HttpRequest request) {
        try {
            return handler.answer(request);
        } catch (RuntimeException failed) {
            LOG.error(
                    "Answering {} {} failed", request.method(), request.target().getPath(), failed);
            return HttpAnswer.empty(500, Map.of());
        }
    }

    /** In one piece: a second one would wait until the client has acknowledged the first. */
    private void write(HttpAnswer answer, boolean lasting, boolean shown) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(answer.status())
                .append(' ')
                .append(REASONS.getOrDefault(answer.status(), ""))
                .append("\r\n");
        field(head, "Date", HttpTime.text(Instant.now()));
        answer.headers().forEach((name, value) -> field(head, name, value));
        if (answer.status() != NO_CONTENT) {
            field(head, "Content-Length", String.valueOf(answer.body().getLength()));
        }
        if (!lasting) {
            field(head, "Connection", "close");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (shown) {
            whole.write(
                    answer.body().getArray(),
                    answer.body().getArrayOffset(),
                    answer.body().getLength());
        }
        OutputStream out = socket.getOutputStream();
        whole.writeTo(out);
        out.flush();
    }

    private static void field(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
