package dev.palisade.workflows.contract;

/**
 * One outcome for each thing that could be taken back.
 *
 * @param explanation in plain words, for the status: "deleted", "was never created", "left: changed by somebody else since"
 */
public record Undone(String stepId, String resource, Result result, String explanation) {
    public enum Result {
        /** It is as it was before the request. */
        TAKEN_BACK,
        NEVER_HAPPENED,
        /** A closed door that stays closed, or what it stands on. */
        KEPT_CLOSED,
        /** Not ours to take back, or no longer as we left it: it remains, and is named. */
        LEFT,
        /** Could not be taken back: it remains, and a person is needed. */
        FAILED
    }

    public boolean remains() {
        return result == Result.KEPT_CLOSED || result == Result.LEFT || result == Result.FAILED;
    }
}
