package dev.palisade.local.servicebus.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A token as clients sign it: {@code SharedAccessSignature sr=…&sig=…&se=…&skn=…}. What is signed is the resource as
 * it stands in the token, URL-encoded, a line feed and the expiry in seconds.
 */
record SharedAccessSignature(String encodedResource, String signature, String expiry, String keyName) {
    private static final String SCHEME = "SharedAccessSignature ";
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SCHEME_AND_AUTHORITY = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)?[^/]*");
    private static final Pattern QUERY = Pattern.compile("\\?.*$");
    private static final Pattern OUTER_SLASHES = Pattern.compile("^/+|/+$");
    private static final Pattern MANAGEMENT = Pattern.compile("/\\$management$", Pattern.CASE_INSENSITIVE);

    static SharedAccessSignature parse(String token) throws AccessDeniedException {
        Map<String, String> fields = new HashMap<>();
        if (token.startsWith(SCHEME)) {
            for (String field : token.substring(SCHEME.length()).split("&", -1)) {
                int equals = field.indexOf('=');
                if (equals > 0) {
                    fields.put(field.substring(0, equals), field.substring(equals + 1));
                }
            }
        }
        for (String required : new String[] {"sr", "sig", "se", "skn"}) {
            if (!fields.containsKey(required)) {
                throw new AccessDeniedException("The token is no shared access signature with sr, sig, se and skn;"
                        + " make it with a connection string.");
            }
        }
        return new SharedAccessSignature(
                fields.getOrDefault("sr", ""),
                decode(fields.getOrDefault("sig", "")),
                fields.getOrDefault("se", ""),
                decode(fields.getOrDefault("skn", "")));
    }

    boolean isSignedWith(String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] expected = mac.doFinal((encodedResource + "\n" + expiry).getBytes(StandardCharsets.UTF_8));
            // In constant time: how long it takes must not tell how much of a guess was right.
            return MessageDigest.isEqual(
                    Base64.getEncoder().encode(expected), signature.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, impossible);
        }
    }

    Grant grant() throws AccessDeniedException {
        try {
            return new Grant(path(), Instant.ofEpochSecond(Long.parseLong(expiry)));
        } catch (NumberFormatException | DateTimeException malformed) {
            throw new AccessDeniedException("The token's expiry is no time in seconds; make it with an SDK.");
        }
    }

    /**
     * The entity that the resource names; its management node counts as the entity itself. The JavaScript SDK signs the
     * whole URL of an administration request, query and all.
     */
    private String path() {
        String path = SCHEME_AND_AUTHORITY.matcher(decode(encodedResource)).replaceFirst("");
        path = QUERY.matcher(path).replaceFirst("");
        path = OUTER_SLASHES.matcher(path).replaceAll("");
        return MANAGEMENT.matcher(path).replaceFirst("");
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
