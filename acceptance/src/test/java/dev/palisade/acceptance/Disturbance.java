package dev.palisade.acceptance;

import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;

/** What may go wrong with one write to Azure, whatever its kind. */
enum Disturbance {
    FAILS_BEFORE_ITS_EFFECT(FaultKind.REFUSE, false, false),
    LOSES_ITS_RESPONSE(FaultKind.LOSE_RESPONSE, true, false),
    FAILS_LATE(FaultKind.LATE_FAILURE, false, true),
    IS_READ_BACK_STALE(FaultKind.STALE_READ, true, false),
    NEVER_FINISHES(FaultKind.STUCK, false, true),
    MEETS_SOMEBODY_ELSES_OPERATION(FaultKind.CONFLICT_IN_PROGRESS, true, false);

    private final FaultKind kind;
    private final boolean passes;
    private final boolean needsAnOperation;

    Disturbance(FaultKind kind, boolean passes, boolean needsAnOperation) {
        this.kind = kind;
        this.passes = passes;
        this.needsAnOperation = needsAnOperation;
    }

    /** True if the step is done all the same, later. */
    boolean passes() {
        return passes;
    }

    /** True if it can happen to a step of this kind. */
    boolean canHappenTo(StepKind step) {
        // What an earlier request has written may be read stale before this step begins, which is another story.
        boolean readAnew = kind != FaultKind.STALE_READ || step.standing() == null || step.effect() == Effect.CREATED;
        return readAnew && (step.longRunning() || !needsAnOperation);
    }

    Fault on(String resource, String method) {
        return switch (kind) {
            case REFUSE ->
                Fault.refuse(resource, 1, 400, "InvalidParameter", "The value is not valid.")
                        .onMethod(method);
            case STALE_READ -> Fault.of(kind, resource, 1);
            // An error that no person has to mend: what that leads to is a story of steering.
            case LATE_FAILURE ->
                Fault.of(kind, resource, 1)
                        .onMethod(method)
                        .withError(500, "InternalServerError", "The operation has failed.");
            case CONFLICT_IN_PROGRESS -> Fault.of(kind, resource, 2).onMethod(method);
            default -> Fault.of(kind, resource, 1).onMethod(method);
        };
    }

    /** How often the fault must strike. */
    int strikes() {
        return kind == FaultKind.CONFLICT_IN_PROGRESS ? 2 : 1;
    }
}
