package dev.palisade.activities;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Says to each path what the test wrote down, in this order, the last again and again: for what a simulator does not do by itself. */
final class ScriptedArm implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();

    record Reply(int status, Map<String, String> headers, String body) {}

    ScriptedArm() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    ScriptedArm on(String path, int status, Map<String, String> headers, String body) {
        replies.computeIfAbsent(path.toLowerCase(Locale.ROOT), any -> new ArrayDeque<>())
                .add(new Reply(status, headers, body));
        return this;
    }

    /** The paths asked for, oldest first. */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        Deque<Reply> script = replies.getOrDefault(path.toLowerCase(Locale.ROOT), new ArrayDeque<>());
        Reply reply = script.size() > 1 ? script.remove() : script.peek();
        Reply said = reply == null ? new Reply(404, Map.of(), "{\"error\":{\"code\":\"ResourceNotFound\"}}") : reply;
        byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
        said.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(said.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
