package dev.palisade.local.servicebus.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the lines of a request's head, and between the chunks of its body: so many bytes of them, and no more. */
final class Lines {
    private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

    private final InputStream in;
    private int left;

    /** @param limit of all lines together, in bytes */
    Lines(InputStream in, int limit) {
        this.in = in;
        this.left = limit;
    }

    /** The next line without its end; empty if the client had ended before it. */
    Optional<String> next() throws IOException, MalformedRequestException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0 && line.size() == 0) {
                return Optional.empty();
            } else if (read < 0) {
                throw new EOFException("The client ended within a line");
            } else if (left-- == 0) {
                throw new MalformedRequestException(431, "The head of the request is too long.");
            }
            line.write(read);
        }
        return Optional.of(text(line));
    }

    /** The next line, where there has to be one. */
    String required() throws IOException, MalformedRequestException {
        return next().orElseThrow(() -> new EOFException("The client ended within a request"));
    }

    private static String text(ByteArrayOutputStream line) throws MalformedRequestException {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        String ended = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        if (CONTROLS.matcher(ended).find()) {
            throw MalformedRequestException.bad("The head of the request has control characters.");
        }
        return ended;
    }
}
