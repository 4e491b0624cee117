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
        List<List<String>> rows = new ArrayList<>(List.of(List.of("SCOPE", "SINCE", "BY (declared)", "REASON")));
        pauses.forEach(pause -> rows.add(List.of(
                pause.scope().equals(PauseWorkflow.EVERYWHERE) ? "everywhere" : pause.scope(),
                Times.withDay(pause.since(), zone),
                pause.by(),
                pause.reason())));
        return Columns.align(rows);
    }
}
