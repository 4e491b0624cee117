package dev.palisade.local.servicebus.http;

/** Bytes that are no HTTP request that this server reads; after them, nothing more can be read of the client. */
final class MalformedRequestException extends Exception {
    private final int status;

    MalformedRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    static MalformedRequestException bad(String message) {
        return new MalformedRequestException(400, message);
    }

    int status() {
        return status;
    }
}
