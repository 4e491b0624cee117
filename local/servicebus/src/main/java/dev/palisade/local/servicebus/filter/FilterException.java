package dev.palisade.local.servicebus.filter;

/** A rule cannot be evaluated on a message, since the message's values do not fit its operators. */
public final class FilterException extends Exception {
    FilterException(String message) {
        super(message);
    }
}
