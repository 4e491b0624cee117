package dev.palisade.local.servicebus.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.local.servicebus.http.HttpRequest.Header;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The application properties of a message that is sent alone: every header of its request that is not HTTP's own. */
final class PropertyHeaders {
    private static final Set<String> OF_HTTP = Set.of("""
            accept accept-charset accept-encoding accept-language allow authorization cache-control connection
            content-encoding content-language content-length content-location content-md5 content-range content-type
            cookie date expect expires from host http2-settings if-match if-modified-since if-none-match if-range
            if-unmodified-since keep-alive last-modified max-forwards origin pragma proxy-authorization
            proxy-connection range referer te trailer transfer-encoding translate upgrade user-agent via warning
            """.strip().split("\\s+", -1));

    private static final String BROKER_PROPERTIES = "brokerproperties";
    /** What is said to the service itself, such as {@code x-ms-retrypolicy}. */
    private static final String OF_SERVICE = "x-ms-";

    private PropertyHeaders() {}

    static Map<String, Object> read(List<Header> headers) {
        Map<String, String> texts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.stream()
                .filter(header -> isProperty(header.name().toLowerCase(Locale.ROOT)))
                .forEach(header -> texts.merge(header.name(), header.value(), (first, next) -> first + "," + next));
        Map<String, Object> properties = new LinkedHashMap<>();
        texts.forEach((name, text) -> properties.put(name, value(text)));
        return properties;
    }

    private static boolean isProperty(String name) {
        return !OF_HTTP.contains(name) && !name.equals(BROKER_PROPERTIES) && !name.startsWith(OF_SERVICE);
    }

    /** A number or a truth value as such, a text with or without quotes. */
    private static Object value(String text) {
        return Json.parse(text)
                .filter(JsonNode::isValueNode)
                .flatMap(Json::value)
                .orElseGet(() -> unquoted(text));
    }

    /** Some clients put quotes around a text and escape those in it, and nothing else. */
    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).replace("\\\"", "\"") : text;
    }
}
