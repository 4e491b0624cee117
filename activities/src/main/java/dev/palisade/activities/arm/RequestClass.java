package dev.palisade.activities.arm;

import com.azure.core.http.HttpMethod;

/** The classes of requests that ARM counts apart. */
enum RequestClass {
    READS(25),
    WRITES(10),
    DELETES(10);

    private final int refill;

    RequestClass(int refill) {
        this.refill = refill;
    }

    static RequestClass of(HttpMethod method) {
        return switch (method) {
            case GET, HEAD, OPTIONS -> READS;
            case DELETE -> DELETES;
            default -> WRITES;
        };
    }

    /** How many more requests ARM allows each second of its time. */
    int refill() {
        return refill;
    }
}
