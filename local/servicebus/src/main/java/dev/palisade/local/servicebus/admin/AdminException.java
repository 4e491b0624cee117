package dev.palisade.local.servicebus.admin;

import java.util.List;

/** A request that is refused: with a status as the SDKs know it, and the reasons for a person. */
final class AdminException extends RuntimeException {
    private final int status;

    private AdminException(int status, String detail) {
        super(detail);
        this.status = status;
    }

    static AdminException notFound(String path) {
        return new AdminException(404, "SubCode=40400. The messaging entity '" + path + "' could not be found.");
    }

    static AdminException exists(String path) {
        return new AdminException(
                409,
                "SubCode=40900. Conflict. '" + path + "' exists already; update it with If-Match: *, or name another.");
    }

    static AdminException invalid(List<String> problems) {
        return new AdminException(400, "SubCode=40000. " + String.join(" ", problems));
    }

    static AdminException unauthorized(String reason) {
        return new AdminException(401, reason);
    }

    static AdminException notAllowed(String method, String path) {
        return new AdminException(405, "'" + path + "' does not take " + method + ".");
    }

    static AdminException failed() {
        return new AdminException(500, "The broker met an error of its own; its log has more.");
    }

    int status() {
        return status;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
