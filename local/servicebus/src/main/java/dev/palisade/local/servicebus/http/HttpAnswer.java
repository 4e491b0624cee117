package dev.palisade.local.servicebus.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.qpid.proton.amqp.Binary;

/** What a request is answered with; the length of the body goes without saying. */
public record HttpAnswer(int status, Map<String, String> headers, Binary body) {
    private static final String CONTENT_TYPE = "Content-Type";

    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    public static HttpAnswer empty(int status, Map<String, String> headers) {
        return new HttpAnswer(status, headers, new Binary(new byte[0]));
    }

    /** Text in UTF-8. */
    public static HttpAnswer text(int status, String contentType, String body) {
        return new HttpAnswer(
                status, Map.of(CONTENT_TYPE, contentType), new Binary(body.getBytes(StandardCharsets.UTF_8)));
    }
}
