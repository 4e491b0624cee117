package dev.palisade.local.arm.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import dev.palisade.local.arm.engine.ArmRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a request off the socket. */
final class Requests {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Requests() {}

    static ArmRequest read(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        JsonNode body = parse(bytes);
        boolean malformed = bytes.length > 0 && body == null;
        String host = headers.getOrDefault("host", exchange.getLocalAddress().toString());
        return new ArmRequest(
                (exchange instanceof HttpsExchange ? "https" : "http") + "://" + host,
                exchange.getRequestMethod().toUpperCase(Locale.ROOT),
                path(exchange.getRequestURI()),
                query(exchange.getRequestURI()),
                headers,
                Principals.of(headers.get("authorization")),
                body,
                malformed,
                bytes.length == 0 ? "" : Digests.sha256(bytes),
                UUID.randomUUID().toString());
    }

    /** ARM takes a path that begins with two slashes for one with one, as the SDK sends it of an id; a URI takes it for a host. */
    private static String path(URI uri) {
        boolean mistaken = uri.getScheme() == null && uri.getRawAuthority() != null;
        return mistaken ? "/" + uri.getAuthority() + uri.getPath() : uri.getPath();
    }

    private static @Nullable JsonNode parse(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return null;
        }
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    static Map<String, String> query(URI uri) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = uri.getRawQuery();
        for (String parameter : (raw == null ? "" : raw).split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                query.put(
                        decoded(parameter.substring(0, equals)).toLowerCase(Locale.ROOT),
                        decoded(parameter.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
