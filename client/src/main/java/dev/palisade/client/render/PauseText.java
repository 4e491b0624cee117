package dev.palisade.client.render;

import dev.palisade.workflows.contract.PauseWorkflow;
import dev.palisade.workflows.contract.PauseWorkflow.Pause;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Pauses for people: where, by whom, why, since when. */
public final class PauseText {
    private PauseText() {}

    public static String scope(String scope) {
        return scope.equals(PauseWorkflow.EVERYWHERE) ? "everywhere" : "in " + scope;
    }

    public static List<String> table(List<Pause> pauses, ZoneId zone) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("SINCE", "BY (declared)", "REASON", "SCOPE")));
        pauses.forEach(pause -> rows.add(List.of(
                Times.withDay(pause.since(), zone),
                pause.by(),
                pause.reason(),
                pause.scope().equals(PauseWorkflow.EVERYWHERE) ? "everywhere" : pause.scope())));
        return Columns.align(rows);
    }
}
