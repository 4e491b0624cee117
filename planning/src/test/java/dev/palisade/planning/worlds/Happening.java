package dev.palisade.planning.worlds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.request.RequestType;
import java.util.Locale;

/** One thing that happens in a world. What makes no sense when its turn comes does not happen. */
public sealed interface Happening {

    /**
     * A stranger changes something.
     *
     * @param which of the things that can be changed so, counted round
     */
    record Drift(Strangers deed, int which) implements Happening {
        @Override
        public String toString() {
            return "a stranger: " + deed.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " (" + which + ")";
        }
    }

    /**
     * An environment asks for something.
     *
     * @param fault what goes wrong with it
     * @param stale true if the first reading shows what was before this environment's own last writes
     */
    record Asks(int who, Attempt attempt, RequestType type, JsonNode data, Fault fault, boolean stale)
            implements Happening {
        public Asks without(Fault less) {
            return new Asks(who, attempt, type, data, less, stale);
        }

        public Asks fresh() {
            return new Asks(who, attempt, type, data, fault, false);
        }

        public Asks with(JsonNode less) {
            return new Asks(who, attempt, type, less, fault, stale);
        }

        @Override
        public String toString() {
            String what = attempt == Attempt.FIRST ? type + " " + data : attempt + " of its last request";
            return "environment " + who + ": " + what + (stale ? ", read stale" : "") + fault.inWords();
        }
    }

    enum Attempt {
        FIRST,
        RETRY,
        RESUME,
        ACCEPT
    }

    /**
     * @param step which step of the plan it meets, counted round in the order of acting
     * @param undo which undo fails, counted round; negative for none
     */
    record Fault(Kind kind, int step, int undo) {
        public static final Fault NONE = new Fault(Kind.NONE, 0, -1);

        public String inWords() {
            if (kind == Kind.NONE) {
                return "";
            }
            return ", " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " at step " + step
                    + (undo < 0 ? "" : ", and undo " + undo + " fails");
        }
    }

    enum Kind {
        NONE,
        /** Azure will not, for a reason that the policy decides about. */
        REFUSED,
        /** A person must mend it. */
        FORBIDDEN,
        /** It took effect; the answer is lost, and the second attempt finds it. */
        ANSWER_LOST,
        /** It took effect, and no attempt is ever answered. */
        SILENT_AFTER_EFFECT,
        SILENT_WITHOUT_EFFECT,
        /** Accepted, and failed later: what was to be created is there, and failed. */
        FAILED_LATE,
        CANCELLED,
        TERMINATED_BEFORE,
        TERMINATED_AFTER,
        /** A stranger comes in between. */
        OVERTAKEN
    }
}
