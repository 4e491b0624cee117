package dev.palisade.client.failure;

import dev.palisade.workflows.contract.RequestState;

/** What the command's exit status means; documented in every {@code --help} that uses it. */
public final class ExitCode {
    public static final int OK = 0;
    /** A fault of this program. */
    public static final int INTERNAL = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;

    /** Refused, by Palisade or already here, before anything was touched. */
    public static final int REJECTED = 3;

    public static final int ROLLED_BACK = 4;
    public static final int PARKED = 5;
    public static final int STUCK = 6;
    public static final int CANCELLED = 7;
    /** Something that the command needs is not there: a server, a file, a request, a free port. */
    public static final int UNAVAILABLE = 8;
    /** The request was ended from outside and left no outcome. */
    public static final int NO_OUTCOME = 9;

    private ExitCode() {}

    /** @throws IllegalArgumentException if the state is no resting state */
    public static int of(RequestState state) {
        return switch (state) {
            case READY, PLANNED -> OK;
            case REJECTED -> REJECTED;
            case ROLLED_BACK -> ROLLED_BACK;
            case PARKED -> PARKED;
            case STUCK -> STUCK;
            case CANCELLED -> CANCELLED;
            case WAITING_FOR_TURN, PLANNING, AWAITING_APPROVAL, APPLYING, VERIFYING, UNDOING ->
                throw new IllegalArgumentException(state + " is not a state in which a request rests");
        };
    }
}
