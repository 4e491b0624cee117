package dev.palisade.local.servicebus.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as HTTP writes them (RFC 9110, section 5.6.7): the day has two digits, which the JDK's own form has not. */
public final class HttpTime {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);

    private HttpTime() {}

    public static String text(Instant time) {
        return FORM.format(time);
    }
}
