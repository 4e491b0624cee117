package dev.palisade.client.render;

import dev.palisade.client.temporal.RequestListing;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.Undone;
import org.jspecify.annotations.Nullable;

/** States in plain words. The names stay beside them, because people search for those. */
final class StateText {
    private StateText() {}

    /** What the state means for this type of request; null if the type is not known. */
    static String of(RequestState state, @Nullable RequestType type) {
        if (state == RequestState.READY && type == RequestType.DELETE) {
            return "what Palisade did here is taken back";
        }
        if (state == RequestState.READY && type == RequestType.ACCEPT) {
            return "the world as it is now is the desired one";
        }
        return of(state);
    }

    /** Of a request whose state this build cannot tell. */
    static String unknown(RequestListing listing) {
        return listing.state() == null
                ? "accepted; no worker has begun it"
                : listing.state() + ", a state that only a newer build knows";
    }

    private static String of(RequestState state) {
        return switch (state) {
            case WAITING_FOR_TURN -> "another request has the environment's turn";
            case PLANNING -> "reading Azure and planning";
            case AWAITING_APPROVAL -> "waits for somebody to approve the plan";
            case APPLYING -> "changing Azure";
            case VERIFYING -> "reading back what was changed";
            case UNDOING -> "taking back what was done";
            case PLANNED -> "this is what an apply would do; nothing was changed";
            case READY -> "Azure is as the document says";
            case REJECTED -> "refused before anything was touched";
            case ROLLED_BACK -> "it failed, and what could be taken back was";
            case PARKED -> "it failed and was left as it is: a person decides";
            case STUCK -> "taking it back failed: what remains is named below";
            case CANCELLED -> "stopped on request, and what could be taken back was";
        };
    }

    static String of(StepState state) {
        return switch (state) {
            case WAITING -> "waiting";
            case BEGINNING -> "sending";
            case IN_FLIGHT -> "Azure at work";
            case DONE -> "done";
            case FAILED -> "failed";
            case NOT_BEGUN -> "not begun";
            case UNDOING -> "taking back";
            case UNDONE -> "taken back";
        };
    }

    static String of(Undone.Result result) {
        return switch (result) {
            case TAKEN_BACK -> "taken back";
            case NEVER_HAPPENED -> "never happened";
            case KEPT_CLOSED -> "kept closed";
            case LEFT -> "left";
            case FAILED -> "failed";
        };
    }

    static String coloured(RequestState state, Style style) {
        return switch (state) {
            case READY, PLANNED -> style.good(state.name());
            case REJECTED, STUCK -> style.bad(state.name());
            case ROLLED_BACK, PARKED, CANCELLED -> style.warn(state.name());
            case WAITING_FOR_TURN, PLANNING, AWAITING_APPROVAL, APPLYING, VERIFYING, UNDOING ->
                style.busy(state.name());
        };
    }

    static String coloured(StepState state, String line, Style style) {
        return switch (state) {
            case DONE -> style.good(line);
            case FAILED -> style.bad(line);
            case BEGINNING, IN_FLIGHT, UNDOING -> style.busy(line);
            case UNDONE -> style.warn(line);
            case WAITING, NOT_BEGUN -> style.dim(line);
        };
    }
}
