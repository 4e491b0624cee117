package dev.palisade.local.servicebus.admin;

import dev.palisade.local.servicebus.http.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param path the segments of the path, without empty ones
 * @param update whether what exists is to be changed ({@code If-Match: *}) rather than something new made
 * @param authority the host and port by which the client knows this server
 */
record AdminRequest(
        String method, List<String> path, Map<String, String> query, boolean update, String authority, String body) {
    /** Many times what a description needs, in bytes. */
    static final int LARGEST_BODY = 1 << 18;

    private static final int LARGEST_PAGE = 100;

    /** @throws AdminException if the body is larger than a description is */
    static AdminRequest of(HttpRequest request) {
        if (request.body().getLength() > LARGEST_BODY) {
            throw AdminException.invalid(List.of("A body has up to " + LARGEST_BODY + " bytes; shorten it."));
        }
        return new AdminRequest(
                request.method(),
                request.path(),
                query(request.target().getRawQuery()),
                request.header("If-Match").isPresent(),
                request.header("Host").orElse("localhost"),
                new String(request.bodyBytes(), StandardCharsets.UTF_8));
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    /** Which version is asked for; the newest if none is named. */
    ApiVersion version() {
        String version = query.get("api-version");
        return version == null ? ApiVersion.NEWEST : ApiVersion.of(version);
    }

    int skip() {
        return number("$skip", 0);
    }

    /** How many entries at most, as many as Service Bus gives at once. */
    int top() {
        return Math.min(number("$top", LARGEST_PAGE), LARGEST_PAGE);
    }

    private int number(String name, int otherwise) {
        try {
            return Math.max(0, Integer.parseInt(query.getOrDefault(name, Integer.toString(otherwise))));
        } catch (NumberFormatException notANumber) {
            throw AdminException.invalid(List.of(name + " is not a whole number; write one such as 10."));
        }
    }

    String pathText() {
        return String.join("/", path);
    }

    /** The description that the body holds: {@code entry/content/<root>}. */
    XmlElement description(String root) {
        XmlElement entry = XmlElement.parse(body);
        return entry.child("content")
                .flatMap(content -> content.child(root))
                .orElseThrow(() ->
                        AdminException.invalid(List.of("The body must be an entry whose content is a " + root + ".")));
    }

    /** Whether the body holds a description of that kind. */
    boolean describes(String root) {
        return XmlElement.parse(body)
                .child("content")
                .flatMap(content -> content.child(root))
                .isPresent();
    }
}
