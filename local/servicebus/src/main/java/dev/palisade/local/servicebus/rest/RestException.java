package dev.palisade.local.servicebus.rest;

import java.util.List;

/** A request for a runtime operation that is refused: with the status of Microsoft's reference, and all reasons. */
public final class RestException extends RuntimeException {
    private final int status;

    private RestException(int status, String detail) {
        super(detail);
        this.status = status;
    }

    static RestException invalid(List<String> problems) {
        return new RestException(400, "SubCode=40000. " + String.join(" ", problems));
    }

    /** As for everything that is not there, over the administration API too; the reference's table has 410 here. */
    static RestException notFound(String path) {
        return new RestException(404, "SubCode=40400. The messaging entity '" + path + "' could not be found.");
    }

    static RestException notAllowed(String method, String path) {
        return new RestException(405, "'" + path + "' does not take " + method + ".");
    }

    static RestException tooLarge(int limit) {
        return new RestException(
                403,
                "SubCode=40300. The message or batch is larger than the " + limit + " bytes taken here; divide it.");
    }

    public int status() {
        return status;
    }

    /** What was wrong, for a person. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
