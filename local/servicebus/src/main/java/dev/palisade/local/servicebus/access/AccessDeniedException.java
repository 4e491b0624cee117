package dev.palisade.local.servicebus.access;

/** A token that does not let its bearer in, with the reason and what to do. Neither key nor token is in it. */
public final class AccessDeniedException extends Exception {
    AccessDeniedException(String message) {
        super(message);
    }
}
