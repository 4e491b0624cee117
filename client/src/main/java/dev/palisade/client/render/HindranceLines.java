package dev.palisade.client.render;

import dev.palisade.client.temporal.PendingActivity;
import dev.palisade.client.temporal.RequestView;
import java.util.List;

/** What keeps a request as a whole from going on, where an attempt at it has failed: Azure cannot be read, a parent does not answer. */
final class HindranceLines {
    private HindranceLines() {}

    static List<String> of(RequestView view) {
        return view.pending().stream()
                .filter(pending -> pending.stepId() == null && pending.lastFailure() != null)
                .filter(pending -> !pending.activity().equals(GuidanceLines.AWAITING_UNPAUSE))
                .map(HindranceLines::line)
                .toList();
    }

    private static String line(PendingActivity pending) {
        return pending.activity() + " is tried again: " + pending.lastFailure();
    }
}
