package dev.palisade.local.servicebus.management;

/** A request that does not say what its operation needs. */
final class BadRequestException extends Exception {
    BadRequestException(String message) {
        super(message);
    }
}
