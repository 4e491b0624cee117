package dev.palisade.client.watch;

import dev.palisade.client.temporal.RequestView;

/** Where progress is shown. */
public interface Screen {
    void show(RequestView view);

    /** A sentence about the watching itself: "Temporal does not answer". */
    void say(String sentence);

    /** What is shown stays as it is; what comes is shown below it. For whoever wants to say something in between. */
    void settle();
}
