package dev.palisade.acceptance;

/** A moment in the life of a step at which whoever works on it may die. */
enum Moment {
    BEFORE_BEGIN("before begin"),
    AFTER_THE_WRITE("after the write, before its answer"),
    WHILE_WAITING("while waiting"),
    BEFORE_READ_BACK("between success and read-back"),
    DURING_UNDO("during undo");

    private final String inWords;

    Moment(String inWords) {
        this.inWords = inWords;
    }

    boolean canHappenTo(StepKind step) {
        return switch (this) {
            case BEFORE_BEGIN, AFTER_THE_WRITE -> true;
            case WHILE_WAITING, BEFORE_READ_BACK -> step.longRunning();
            case DURING_UNDO -> !step.pivot();
        };
    }

    /** For the name of a scene. */
    String word() {
        return inWords.replaceAll("[^a-z]+", "-");
    }

    @Override
    public String toString() {
        return inWords;
    }
}
