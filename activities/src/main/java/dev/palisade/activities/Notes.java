package dev.palisade.activities;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts of one activity leave for each other. Temporal keeps one heartbeat, so each writes down all of it. The names stand side
 * by side in what is written, and stay: a worker of another version, which may have begun the activity, writes some of them alone.
 *
 * @param reads how often Azure has shown what is not believed at once; an attempt that was not answered has read nothing
 * @param sent what a begin has sent; null if nothing that was sent can have had an effect
 * @param trail of the undo of a creation
 * @param reverting how far the undo of a change has come
 * @param seen of the operation that is waited for
 */
record Notes(
        int reads,
        SentWrites.@Nullable Sent sent,
        @JsonUnwrapped UndoTrail trail,
        @JsonProperty("sending") Sending reverting,
        @JsonUnwrapped OperationWait.Seen seen) {
    static final Notes NONE = new Notes(0, null, UndoTrail.NONE, Sending.NOT_SENT, new OperationWait.Seen(null, null));

    Notes {
        reverting = reverting == null ? Sending.NOT_SENT : reverting;
    }

    /** True once an undo has met or done anything: nobody can have come to need what it takes away. */
    boolean undoIsUnderWay() {
        return !trail.equals(UndoTrail.NONE) || reverting != Sending.NOT_SENT;
    }

    Notes withAnotherRead() {
        return new Notes(reads + 1, sent, trail, reverting, seen);
    }

    Notes with(SentWrites.@Nullable Sent write) {
        return new Notes(reads, write, trail, reverting, seen);
    }

    Notes with(UndoTrail undo) {
        return new Notes(reads, sent, undo, reverting, seen);
    }

    Notes with(Sending reversal) {
        return new Notes(reads, sent, trail, reversal, seen);
    }

    Notes with(OperationWait.Seen operation) {
        return new Notes(reads, sent, trail, reverting, operation);
    }
}
