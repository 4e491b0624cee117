package dev.palisade.activities.events;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An id that Service Bus takes as message ID or session ID: what is too long is cut, and told apart by a digest of the whole. */
final class BoundedId {
    /** The limit of the broker, which the SDK checks. */
    static final int LIMIT = 128;

    private static final int DIGEST_BYTES = 16;
    private static final int KEPT = LIMIT - 2 * DIGEST_BYTES - 1;

    private BoundedId() {}

    static String of(String id) {
        return id.length() <= LIMIT ? id : id.substring(0, KEPT) + "~" + digest(id);
    }

    private static String digest(String id) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException("SHA-256 is not in this JDK", everyJdkHasIt);
        }
    }
}
