package dev.palisade.local.servicebus.http;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.qpid.proton.amqp.Binary;

/**
 * A request, read whole.
 *
 * @param headers in the order in which they came
 * @param body of a body larger than the listener takes, one byte more than it takes
 */
public record HttpRequest(String method, URI target, List<Header> headers, Binary body) {
    /** One field of the head; the name as its sender wrote it. */
    public record Header(String name, String value) {}

    public HttpRequest {
        headers = List.copyOf(headers);
    }

    /** The segments of the path, decoded, without empty ones. */
    public List<String> path() {
        return Arrays.stream(target.getPath().split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    /** A header by its name in any case; one that came several times is a list (RFC 9110, section 5.3). */
    public Optional<String> header(String name) {
        return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name))
                ? Optional.of(headers.stream()
                        .filter(header -> header.name().equalsIgnoreCase(name))
                        .map(Header::value)
                        .collect(Collectors.joining(",")))
                : Optional.empty();
    }

    public byte[] bodyBytes() {
        byte[] bytes = new byte[body.getLength()];
        body.asByteBuffer().get(bytes);
        return bytes;
    }
}
