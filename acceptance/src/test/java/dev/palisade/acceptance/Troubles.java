package dev.palisade.acceptance;

import static dev.palisade.acceptance.End.DONE_ONCE;
import static dev.palisade.acceptance.End.PARKED;
import static dev.palisade.acceptance.End.TAKEN_BACK;
import static dev.palisade.acceptance.Trouble.FOR_EVER;

import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.workflows.calls.FailureReading;
import java.util.stream.Stream;

/** Everything that may go wrong. What is new is a row here, and strikes every kind of step that it can happen to. */
final class Troubles {
    private Troubles() {}

    /** Those that take longest come first. */
    static Stream<Trouble> all() {
        return Stream.of(neverEnding(), beforeTheEffect(), unheard(), misread(), late(), inTheWay(), forAPerson())
                .flatMap(troubles -> troubles);
    }

    private static Stream<Trouble> neverEnding() {
        return Stream.of(planted("never finishes", TAKEN_BACK, FaultKind.STUCK, 1)
                .where(StepKind::longRunning)
                .hanging()
                .told(FailureReading.DEADLINE_EXCEEDED));
    }

    private static Stream<Trouble> beforeTheEffect() {
        return Stream.of(
                refused("400", TAKEN_BACK, 1, 400, "InvalidParameter"),
                planted("500", DONE_ONCE, FaultKind.SERVER_ERROR, 1),
                refused("401", DONE_ONCE, 2, 401, "ExpiredAuthenticationToken"),
                refused("403 that passes, role not propagated", DONE_ONCE, 1, 403, "AuthorizationFailed"));
    }

    /** The write or its answer is lost on the way. */
    private static Stream<Trouble> unheard() {
        return Stream.of(
                planted("reset before the effect", DONE_ONCE, FaultKind.LOSE_REQUEST, 1),
                planted("reset after the effect", DONE_ONCE, FaultKind.LOSE_RESPONSE, 1),
                planted("truncated answer", DONE_ONCE, FaultKind.TRUNCATE_BODY, 1)
                        .where(Troubles::staysThere));
    }

    /** Azure has done it, and what it tells of it is wrong, stale, or in words that nobody knows. */
    private static Stream<Trouble> misread() {
        return Stream.of(
                Trouble.of(
                        "old value or 404 after the write",
                        DONE_ONCE,
                        (step, resource) ->
                                Fault.of(FaultKind.STALE_READ, resource, 2).afterAWrite()),
                Trouble.of(
                                "Updating after Succeeded",
                                DONE_ONCE,
                                (step, resource) -> Fault.of(FaultKind.LAGGING_STATE, resource, 2)
                                        .afterAWrite())
                        .where(Troubles::staysThere),
                Trouble.of(
                        "truncated reading",
                        DONE_ONCE,
                        (step, resource) -> Fault.of(FaultKind.TRUNCATE_BODY, resource, 1)
                                .onMethod("GET")
                                .afterAWrite()),
                polls("undocumented status", FaultKind.UNDOCUMENTED_STATUS),
                polled("operation URL expired", FOR_EVER, 404, "OperationNotFound"),
                polled("401 of a poll", 1, 401, "ExpiredAuthenticationToken"),
                polls("truncated poll", FaultKind.TRUNCATE_BODY),
                polls("429 of a poll", FaultKind.THROTTLE));
    }

    private static Stream<Trouble> late() {
        return Stream.of(Trouble.of(
                        "accepted, fails late",
                        TAKEN_BACK,
                        (step, resource) -> Fault.of(FaultKind.LATE_FAILURE, resource, 1)
                                .onMethod(step.method())
                                .withError(500, "InternalServerError", saying("The operation has failed.")))
                .where(StepKind::longRunning));
    }

    /** Somebody else, or simply too much. */
    private static Stream<Trouble> inTheWay() {
        return Stream.of(
                planted("409 by somebody else", DONE_ONCE, FaultKind.CONFLICT_IN_PROGRESS, 2),
                refused("412", DONE_ONCE, 2, 412, "PreconditionFailed"),
                planted("429 with Retry-After", DONE_ONCE, FaultKind.THROTTLE, 2),
                Trouble.of(
                        "429 without Retry-After",
                        DONE_ONCE,
                        (step, resource) -> Fault.of(FaultKind.THROTTLE, resource, 2)
                                .onMethod(step.method())
                                .withRetryAfter(0)));
    }

    private static Stream<Trouble> forAPerson() {
        return Stream.of(
                planted("succeeds without effect", PARKED, FaultKind.WITHOUT_EFFECT, 1)
                        .told("DoneWithoutEffect"),
                refused("policy", PARKED, 1, 403, "RequestDisallowedByPolicy"),
                refused("lock", PARKED, 1, 409, "ScopeLocked"),
                refused("quota", PARKED, 1, 409, "QuotaExceeded").where(Troubles::staysThere),
                refused("capacity", PARKED, 1, 409, "SkuNotAvailable").where(Troubles::staysThere),
                failingLate("quota, late", "QuotaExceeded"),
                failingLate("capacity, late", "AllocationFailed"));
    }

    private static Trouble planted(String name, End end, FaultKind kind, int count) {
        return Trouble.of(
                name, end, (step, resource) -> Fault.of(kind, resource, count).onMethod(step.method()));
    }

    private static Trouble refused(String name, End end, int count, int status, String code) {
        return Trouble.of(
                name,
                end,
                (step, resource) -> Fault.refuse(resource, count, status, code, saying("Azure does not want it."))
                        .onMethod(step.method()));
    }

    private static Trouble polled(String name, int count, int status, String code) {
        return Trouble.of(
                        name,
                        DONE_ONCE,
                        (step, resource) -> Fault.refuse(resource, count, status, code, saying("Nobody knows of it."))
                                .onMethod(FaultKind.POLL))
                .where(StepKind::longRunning);
    }

    private static Trouble polls(String name, FaultKind kind) {
        return Trouble.of(
                        name,
                        DONE_ONCE,
                        (step, resource) -> Fault.of(kind, resource, 1).onMethod(FaultKind.POLL))
                .where(StepKind::longRunning);
    }

    private static Trouble failingLate(String name, String code) {
        return Trouble.of(
                        name,
                        PARKED,
                        (step, resource) -> Fault.of(FaultKind.LATE_FAILURE, resource, 1)
                                .onMethod(step.method())
                                .withError(409, code, saying("Nothing is left of it.")))
                .where(step -> step.longRunning() && staysThere(step));
    }

    private static boolean staysThere(StepKind step) {
        return step.effect() != Effect.DELETED;
    }

    /** As Azure's messages come: with links that carry signatures. */
    private static String saying(String sentence) {
        return sentence + " Details: " + Canary.SIGNED_LINK;
    }
}
