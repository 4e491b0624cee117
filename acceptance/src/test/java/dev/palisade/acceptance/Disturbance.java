package dev.palisade.acceptance;

import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import java.util.List;

/** What may go wrong with one write to Azure, whatever its kind. */
enum Disturbance {
    NEVER_FINISHES(false, true),
    FAILS_LATE(false, true),
    FAILS_BEFORE_ITS_EFFECT(false, false),
    /** Somebody else's operation is in the way twice; then the answer is lost; then the resource is read back stale. */
    MEETS_ALL_THAT_PASSES(true, false);

    private final boolean passes;
    private final boolean needsAnOperation;

    Disturbance(boolean passes, boolean needsAnOperation) {
        this.passes = passes;
        this.needsAnOperation = needsAnOperation;
    }

    /** True if the step is done all the same, later. */
    boolean passes() {
        return passes;
    }

    /** True if it can happen to a step of this kind. */
    boolean canHappenTo(StepKind step) {
        return step.longRunning() || !needsAnOperation;
    }

    /** Each must strike as often as it can. */
    List<Fault> on(StepKind step, String resource) {
        String method = step.method();
        return switch (this) {
            case NEVER_FINISHES ->
                List.of(Fault.of(FaultKind.STUCK, resource, 1).onMethod(method));
            // An error that no person has to mend: what that leads to is a story of steering.
            case FAILS_LATE ->
                List.of(Fault.of(FaultKind.LATE_FAILURE, resource, 1)
                        .onMethod(method)
                        .withError(500, "InternalServerError", "The operation has failed."));
            case FAILS_BEFORE_ITS_EFFECT ->
                List.of(Fault.refuse(resource, 1, 400, "InvalidParameter", "The value is not valid.")
                        .onMethod(method));
            case MEETS_ALL_THAT_PASSES -> passing(step, resource);
        };
    }

    private static List<Fault> passing(StepKind step, String resource) {
        Fault busy = Fault.of(FaultKind.CONFLICT_IN_PROGRESS, resource, 2).onMethod(step.method());
        Fault lost = Fault.of(FaultKind.LOSE_RESPONSE, resource, 1).onMethod(step.method());
        // Of what an earlier request has written, even the reading that the plan is made from is stale.
        return List.of(busy, lost, Fault.of(FaultKind.STALE_READ, resource, 1));
    }
}
