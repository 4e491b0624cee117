package dev.palisade.local.servicebus.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the end of a body is found (RFC 9112, section 6), and the bytes up to there. */
sealed interface RequestBody {
    boolean isExpected();

    /** Reads it to its end, and keeps at most one byte more than the limit. */
    byte[] read(InputStream in, int limit) throws IOException, MalformedRequestException;

    /** A body whose length its head says. */
    record Counted(long length) implements RequestBody {
        @Override
        public boolean isExpected() {
            return length > 0;
        }

        @Override
        public byte[] read(InputStream in, int limit) throws IOException {
            Kept kept = new Kept(limit);
            kept.take(in, length);
            return kept.bytes();
        }
    }

    /** A body whose length its sender did not know. */
    record Chunked() implements RequestBody {
        private static final int LONGEST_LINES = 1 << 20;
        private static final Pattern SIZE = Pattern.compile("[0-9A-Fa-f]{1,15}");

        @Override
        public boolean isExpected() {
            return true;
        }

        @Override
        public byte[] read(InputStream in, int limit) throws IOException, MalformedRequestException {
            Lines lines = new Lines(in, LONGEST_LINES);
            Kept kept = new Kept(limit);
            for (long size = size(lines.required()); size > 0; size = size(lines.required())) {
                kept.take(in, size);
                if (!lines.required().isEmpty()) {
                    throw MalformedRequestException.bad("A chunk of the body is longer than it says.");
                }
            }
            for (String trailer = lines.required(); !trailer.isEmpty(); ) {
                trailer = lines.required();
            }
            return kept.bytes();
        }

        private static long size(String line) throws MalformedRequestException {
            String size = line.replaceFirst("[ \\t]*(;.*)?$", "");
            if (!SIZE.matcher(size).matches()) {
                throw MalformedRequestException.bad("A chunk of the body does not say its size.");
            }
            return Long.parseLong(size, 16);
        }
    }

    /** The beginning of what is read. */
    final class Kept {
        private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
        private final byte[] buffer = new byte[1 << 13];
        private final long most;

        private Kept(int limit) {
            this.most = limit + 1L;
        }

        private void take(InputStream in, long length) throws IOException {
            for (long left = length; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new EOFException("The client ended within a body");
                }
                beginning.write(buffer, 0, (int) Math.min(read, most - beginning.size()));
                left -= read;
            }
        }

        private byte[] bytes() {
            return beginning.toByteArray();
        }
    }

    static RequestBody of(HttpRequest head) throws MalformedRequestException {
        Optional<String> coding = head.header("Transfer-Encoding");
        Optional<String> length = head.header("Content-Length");
        if (coding.isEmpty()) {
            return new Counted(length.isEmpty() ? 0 : count(length.get()));
        } else if (length.isPresent()) {
            throw MalformedRequestException.bad("The head says the end of the body twice.");
        } else if (!coding.get().equalsIgnoreCase("chunked")) {
            throw new MalformedRequestException(501, "Of the transfer codings, only chunked is known here.");
        }
        return new Chunked();
    }

    private static long count(String length) throws MalformedRequestException {
        if (!length.matches("\\d{1,18}")) {
            throw MalformedRequestException.bad("The Content-Length is no number.");
        }
        return Long.parseLong(length);
    }
}
