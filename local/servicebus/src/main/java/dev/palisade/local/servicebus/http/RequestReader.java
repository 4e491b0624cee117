package dev.palisade.local.servicebus.http;

import dev.palisade.local.servicebus.http.HttpRequest.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.qpid.proton.amqp.Binary;

/** Reads one request after the other off a connection (RFC 9112). */
final class RequestReader {
    private static final int LONGEST_HEAD = 1 << 16;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern REQUEST_LINE = Pattern.compile("(" + TOKEN + ") (\\S+) HTTP/(\\d)\\.(\\d)");
    private static final Pattern FIELD = Pattern.compile("(" + TOKEN + "):(.*)");
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;
    private final int largestBody;

    RequestReader(InputStream in, OutputStream out, int largestBody) {
        this.in = in;
        this.out = out;
        this.largestBody = largestBody;
    }

    /** The next request; empty if the client has ended. */
    Optional<HttpRequest> next() throws IOException, MalformedRequestException {
        Lines lines = new Lines(in, LONGEST_HEAD);
        Optional<String> first = lines.next();
        while (first.filter(String::isEmpty).isPresent()) {
            // Some clients end a body with a line that is not counted.
            first = lines.next();
        }
        return first.isEmpty() ? Optional.empty() : Optional.of(read(first.get(), lines));
    }

    private HttpRequest read(String requestLine, Lines lines) throws IOException, MalformedRequestException {
        Matcher matcher = REQUEST_LINE.matcher(requestLine);
        if (!matcher.matches()) {
            throw MalformedRequestException.bad("The request does not begin as HTTP/1.1 does.");
        } else if (!matcher.group(3).equals("1")) {
            throw new MalformedRequestException(505, "Only HTTP/1.1 is spoken here.");
        }
        List<Header> headers = headers(lines);
        HttpRequest head = new HttpRequest(
                matcher.group(1),
                target(matcher.group(2)),
                headers,
                new Binary(new byte[0]),
                !matcher.group(4).equals("0") && !says(headers, "Connection", "close"));
        return new HttpRequest(head.method(), head.target(), headers, body(head), head.lasting());
    }

    private Binary body(HttpRequest head) throws IOException, MalformedRequestException {
        RequestBody body = RequestBody.of(head);
        if (body.isExpected() && says(head.headers(), "Expect", "100-continue")) {
            out.write(CONTINUE);
            out.flush();
        }
        return new Binary(body.read(in, largestBody));
    }

    private static List<Header> headers(Lines lines) throws IOException, MalformedRequestException {
        List<Header> headers = new ArrayList<>();
        for (String line = lines.required(); !line.isEmpty(); line = lines.required()) {
            Matcher matcher = FIELD.matcher(line);
            if (!matcher.matches()) {
                throw MalformedRequestException.bad("A line of the head is no header.");
            }
            headers.add(new Header(matcher.group(1), matcher.group(2).strip()));
        }
        return headers;
    }

    private static URI target(String written) throws MalformedRequestException {
        try {
            // What follows two slashes would be read as a host.
            URI target = new URI(written.replaceFirst("^/+", "/"));
            if (target.getPath() != null) {
                return target;
            }
        } catch (URISyntaxException malformed) {
            // Refused as one without a path is.
        }
        throw MalformedRequestException.bad("The target of the request is no path.");
    }

    private static boolean says(List<Header> headers, String name, String token) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .flatMap(header -> List.of(header.value().split(",", -1)).stream())
                .anyMatch(value -> value.strip().equalsIgnoreCase(token));
    }
}
