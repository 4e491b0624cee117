package dev.palisade.local.servicebus.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys that tokens may be signed with. Without any, everybody is let in. */
public final class AccessKeys {
    private final Map<String, String> keys;
    private final InstantSource clock;

    private AccessKeys(Map<String, String> keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** No keys: every token is good. */
    public static AccessKeys none() {
        return new AccessKeys(Map.of(), InstantSource.system());
    }

    /** Keys by their names. */
    public static AccessKeys of(Map<String, String> keys, InstantSource clock) {
        return new AccessKeys(Map.copyOf(keys), clock);
    }

    /**
     * Reads a file of lines {@code name=key}; empty ones and those that begin with {@code #} are skipped.
     *
     * @throws IOException if it cannot be read, or holds other lines; the message names them, never what is in them
     */
    public static AccessKeys read(Path file) throws IOException {
        Map<String, String> keys = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String text = line.strip();
            int equals = text.indexOf('=');
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            if (equals < 1 || equals == text.length() - 1) {
                problems.add("Line " + number + " is not of the form name=key; correct it.");
            } else if (keys.put(
                            text.substring(0, equals).strip(),
                            text.substring(equals + 1).strip())
                    != null) {
                problems.add("Line " + number + " names a key that another line names; remove one.");
            }
        }
        if (keys.isEmpty() && problems.isEmpty()) {
            problems.add("It holds no key; add a line of the form name=key.");
        }
        if (!problems.isEmpty()) {
            throw new IOException(String.join(" ", problems));
        }
        return of(keys, InstantSource.system());
    }

    public boolean isRequired() {
        return !keys.isEmpty();
    }

    /** The names of the keys, which are no secret. */
    public Set<String> names() {
        return keys.keySet();
    }

    /** What a token grants; throws if it is not signed with one of the keys, or has expired. */
    public Grant check(String token) throws AccessDeniedException {
        SharedAccessSignature signature = SharedAccessSignature.parse(token);
        String key = keys.get(signature.keyName());
        if (key == null || !signature.isSignedWith(key)) {
            throw new AccessDeniedException(
                    "The token is not signed with a key of this broker; check the key's name and the key.");
        }
        Grant grant = signature.grant();
        if (!clock.instant().isBefore(grant.expiresAt())) {
            throw new AccessDeniedException("The token expired at " + grant.expiresAt() + "; make a new one.");
        }
        return grant;
    }

    @Override
    public String toString() {
        return "keys named " + names();
    }
}
