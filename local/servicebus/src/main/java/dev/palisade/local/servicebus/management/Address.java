package dev.palisade.local.servicebus.management;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An AMQP address as the SDKs write them: bare, or a URI whose scheme and authority say nothing here.
 *
 * @param path the entity's path
 * @param management whether its management node is meant rather than the entity
 */
public record Address(String path, boolean management) {
    private static final Pattern SCHEME_AND_AUTHORITY = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*");
    private static final Pattern OUTER_SLASHES = Pattern.compile("^/+|/+$");
    private static final String MANAGEMENT = "/$management";
    private static final String CLAIMS = "$cbs";

    public static Address parse(String text) {
        String path = SCHEME_AND_AUTHORITY.matcher(text).replaceFirst("");
        path = OUTER_SLASHES.matcher(path).replaceAll("");
        if (path.toLowerCase(Locale.ROOT).endsWith(MANAGEMENT)) {
            return new Address(path.substring(0, path.length() - MANAGEMENT.length()), true);
        }
        return new Address(path, false);
    }

    /** Whether this is the node that takes security tokens. */
    public boolean isClaims() {
        return path.equals(CLAIMS);
    }
}
