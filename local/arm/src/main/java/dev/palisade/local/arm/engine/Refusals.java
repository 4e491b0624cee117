package dev.palisade.local.arm.engine;

import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.kind.LroStyle;
import dev.palisade.local.arm.kind.ResourceKind;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The faults that refuse a request before anything is done. */
final class Refusals {
    private static final String TOO_MANY = "SubscriptionRequestsThrottled";
    private static final String TOO_MANY_REQUESTS =
            "Number of requests for the subscription and the principal exceeded the limit. Please try again after the time"
                    + " that Retry-After says.";

    private Refusals() {}

    /** The request is as good as never sent. */
    static final class NeverArrived extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** As ARM itself refuses, before any provider has a say. */
    static ArmError tooManyRequests() {
        return ArmError.of(429, TOO_MANY, TOO_MANY_REQUESTS);
    }

    /** As ARM words it; only how it writes the times is not known to be the same. */
    static ArmException expiredToken(Instant expiry, Instant now) {
        return ArmException.of(
                401,
                "ExpiredAuthenticationToken",
                "The access token expiry UTC time '" + expiry + "' is earlier than current UTC time '" + now + "'.");
    }

    static void check(Strikes strikes, String method, String namespace) {
        strikes.strike(FaultKind.LOSE_REQUEST, method).ifPresent(fault -> {
            throw new NeverArrived();
        });
        strikes.strike(FaultKind.THROTTLE, method).ifPresent(fault -> {
            throw throttled(fault, namespace);
        });
        strikes.strike(FaultKind.SERVER_ERROR, method).ifPresent(fault -> {
            int status = fault.status() == null ? 500 : fault.status();
            String code =
                    status == 503 ? "ServiceUnavailable" : status == 504 ? "GatewayTimeout" : "InternalServerError";
            Integer seconds = fault.retryAfterSeconds();
            throw new ArmException(
                    worded(fault, status, code, "The server encountered an error. Please try again later."),
                    seconds == null ? null : Duration.ofSeconds(seconds));
        });
        strikes.strike(FaultKind.REFUSE, method).ifPresent(fault -> {
            int status = fault.status() == null ? 403 : fault.status();
            throw new ArmException(
                    worded(fault, status, "RequestDisallowedByPolicy", "The request was disallowed by policy."));
        });
    }

    static void checkConflict(Strikes strikes, ResourceKind kind, ResourceId id, String base, Instant now) {
        strikes.strike(FaultKind.CONFLICT_IN_PROGRESS).ifPresent(fault -> {
            Operation other = new Operation(
                    UUID.randomUUID().toString(),
                    "PUT",
                    id.toString(),
                    id.key(),
                    "unknown",
                    "",
                    now,
                    null,
                    List.of("InProgress"),
                    null,
                    false,
                    null,
                    "");
            LroStyle style = kind.type().write();
            String url = style == null ? "" : base + OperationUrls.status(other, style);
            Integer seconds = fault.retryAfterSeconds();
            throw new ArmException(
                    kind.inProgress(id, other, url), seconds == null ? null : Duration.ofSeconds(seconds));
        });
    }

    static ArmError worded(Fault fault, int status, String code, String message) {
        return ArmError.of(status, orElse(fault.code(), code), orElse(fault.message(), message));
    }

    private static String orElse(@Nullable String asked, String own) {
        return asked == null ? own : asked;
    }

    private static ArmException throttled(Fault fault, String namespace) {
        boolean clusters = namespace.equalsIgnoreCase("Microsoft.ContainerService");
        ArmError error = worded(fault, 429, clusters ? "Throttled" : TOO_MANY, TOO_MANY_REQUESTS);
        Integer seconds = fault.retryAfterSeconds();
        if (seconds != null && seconds == 0) {
            return new ArmException(error);
        }
        return new ArmException(error, seconds == null ? LroStyle.RETRY_AFTER : Duration.ofSeconds(seconds));
    }
}
