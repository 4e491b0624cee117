package dev.palisade.client.render;

import dev.palisade.client.temporal.RequestView;
import dev.palisade.client.temporal.SlowRequest;
import dev.palisade.workflows.slowness.SlowWait;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What takes longer than is usual: where it waits, since when, and whose move it is. Both times are real. */
public final class SlowText {
    private static final List<String> HEAD =
            List.of("WAITS FOR", "ID", "STEP OR HOLDER", "SINCE", "USUAL", "NEXT MOVE", "LAST HEARD");

    private SlowText() {}

    /** A row for each wait. */
    public static List<String> table(List<SlowRequest> slow, ZoneId zone) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        slow.forEach(one -> rows.add(cells(one, zone)));
        return Columns.align(rows);
    }

    /** Lines for the screen of one request; none if it makes progress. */
    static List<String> lines(RequestView view, ZoneId zone, Style style) {
        return view.slow().stream()
                .map(slow -> style.warn("  SLOW: no progress since " + Times.withDay(slow.since(), zone) + " (usual: "
                        + usual(slow) + "), waits for " + slow.where() + ": " + slow.explanation() + "; next move: "
                        + slow.whoseMove()))
                .toList();
    }

    private static List<String> cells(SlowRequest one, ZoneId zone) {
        SlowWait slow = one.slow();
        return List.of(
                slow.where().name(),
                one.id(),
                of(slow),
                Times.withDay(slow.since(), zone),
                usual(slow),
                slow.whoseMove().name(),
                slow.explanation());
    }

    private static String of(SlowWait slow) {
        if (slow.heldBy() != null) {
            return slow.heldBy();
        }
        return slow.step() == null ? "-" : slow.step();
    }

    private static String usual(SlowWait slow) {
        return slow.usual().isZero() ? "at once" : DurationText.about(slow.usual()) + " real";
    }
}
