package dev.palisade.activities.kind;

/** What taking a resource away is called. */
public enum Removal {
    DELETE("deleting", "deleted"),
    /** What it stands for stays. */
    DETACH("detaching", "detached");

    private final String doing;
    private final String done;

    Removal(String doing, String done) {
        this.doing = doing;
        this.done = done;
    }

    public String doing() {
        return doing;
    }

    public String done() {
        return done;
    }
}
