package dev.palisade.local.arm.fault;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fault asked for.
 *
 * @param resource an ARM id, or the end of one in whole segments ({@code managedClusters/myaks}), or {@code *}; any case
 * @param method PUT, GET, …, {@link FaultKind#POLL} for the polling of its operations, or null for the usual ones of the kind
 * @param count how often it strikes
 * @param fired how often it struck
 * @param status HTTP status of REFUSE and SERVER_ERROR; null for the kind's own
 * @param code error code of REFUSE, LATE_FAILURE, SERVER_ERROR and THROTTLE; null for the service's own. Of UNDOCUMENTED_STATUS: the
 *     word
 * @param message error message; null for the service's own
 * @param retryAfterSeconds in simulated seconds. Of THROTTLE: null for 15, and 0 for an answer that does not say. Of
 *     CONFLICT_IN_PROGRESS: null for an answer that does not say
 * @param delaySeconds of SLOW_ANSWER, in simulated seconds; null for 15
 * @param awaitsWrite true until what it strikes has been written to: what is read or asked before that is answered as ever
 */
public record Fault(
        String id,
        FaultKind kind,
        String resource,
        @Nullable String method,
        int count,
        int fired,
        @Nullable Integer status,
        @Nullable String code,
        @Nullable String message,
        @Nullable Integer retryAfterSeconds,
        @Nullable Integer delaySeconds,
        boolean awaitsWrite) {

    public Fault {
        if (resource.isBlank() || count < 1) {
            throw new IllegalArgumentException("A fault names a resource and strikes at least once");
        }
        boolean refused = status == null || (status >= 400 && status <= 599);
        if (!refused || (kind == FaultKind.REFUSE && status == null)) {
            throw new IllegalArgumentException("A fault's status is an HTTP error status, and REFUSE needs one");
        }
    }

    /** A fault with the service's own words, by the methods usual for its kind. */
    public static Fault of(FaultKind kind, String resource, int count) {
        return new Fault(
                UUID.randomUUID().toString(), kind, resource, null, count, 0, null, null, null, null, null, false);
    }

    /** A refusal of the next {@code count} writes. */
    public static Fault refuse(String resource, int count, int status, String code, String message) {
        String id = UUID.randomUUID().toString();
        return new Fault(id, FaultKind.REFUSE, resource, null, count, 0, status, code, message, null, null, false);
    }

    public Fault onMethod(String name) {
        return new Fault(
                id,
                kind,
                resource,
                name,
                count,
                fired,
                status,
                code,
                message,
                retryAfterSeconds,
                delaySeconds,
                awaitsWrite);
    }

    public Fault withError(@Nullable Integer newStatus, String newCode, String newMessage) {
        return new Fault(
                id,
                kind,
                resource,
                method,
                count,
                fired,
                newStatus,
                newCode,
                newMessage,
                retryAfterSeconds,
                delaySeconds,
                awaitsWrite);
    }

    /** THROTTLE, CONFLICT_IN_PROGRESS or SERVER_ERROR that asks for this wait; THROTTLE that asks for none at all if it is 0. */
    public Fault withRetryAfter(int seconds) {
        return new Fault(
                id, kind, resource, method, count, fired, status, code, message, seconds, delaySeconds, awaitsWrite);
    }

    /** The same slow answer, late by another time. Simulated time, in whole seconds. */
    public Fault late(Duration delay) {
        int seconds = Math.toIntExact(delay.toSeconds());
        return new Fault(
                id,
                kind,
                resource,
                method,
                count,
                fired,
                status,
                code,
                message,
                retryAfterSeconds,
                seconds,
                awaitsWrite);
    }

    /** The same fault of what is read or asked only after the next write that has an effect. */
    public Fault afterAWrite() {
        return awaitingWrite(true);
    }

    Fault written() {
        return awaitingWrite(false);
    }

    private Fault awaitingWrite(boolean awaits) {
        return new Fault(
                id,
                kind,
                resource,
                method,
                count,
                fired,
                status,
                code,
                message,
                retryAfterSeconds,
                delaySeconds,
                awaits);
    }

    Fault firedOnceMore() {
        return new Fault(
                id,
                kind,
                resource,
                method,
                count,
                fired + 1,
                status,
                code,
                message,
                retryAfterSeconds,
                delaySeconds,
                awaitsWrite);
    }

    boolean strikes(FaultKind asked, String askedMethod, String resourceKey) {
        boolean methodMatches =
                method == null ? kind.strikesByDefault(askedMethod) : method.equalsIgnoreCase(askedMethod);
        return !awaitsWrite && kind == asked && fired < count && methodMatches && matches(resourceKey);
    }

    boolean matches(String resourceKey) {
        String wanted = resource.toLowerCase(Locale.ROOT);
        String suffix = wanted.startsWith("/") ? wanted : "/" + wanted;
        return wanted.equals("*") || resourceKey.endsWith(suffix);
    }
}
