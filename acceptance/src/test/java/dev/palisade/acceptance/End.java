package dev.palisade.acceptance;

/** What must become of a request one of whose steps meets trouble. */
enum End {
    /** As if nothing had been: the trouble passes. */
    DONE_ONCE("done once"),
    /** Nobody has to mend anything but the request: all is as it was before it. */
    TAKEN_BACK("taken back"),
    /** A person has to mend something; when that is done, a retry does the rest. */
    PARKED("parked, then retried");

    private final String inWords;

    End(String inWords) {
        this.inWords = inWords;
    }

    @Override
    public String toString() {
        return inWords;
    }
}
