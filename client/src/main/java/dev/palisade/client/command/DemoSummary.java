package dev.palisade.client.command;

import dev.palisade.client.render.SummaryText;
import dev.palisade.client.simulator.Reading;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a request of the demo left behind: as Temporal says, and as Azure's GETs say just then. */
final class DemoSummary {
    private final DemoStage stage;

    DemoSummary(DemoStage stage) {
        this.stage = stage;
    }

    void tell(RequestView view) throws IOException, InterruptedException {
        RequestStatus status = view.status();
        if (status == null || status.plan() == null || status.plan().isEmpty()) {
            return;
        }
        List<Reading> readings = new ArrayList<>();
        for (Step step : status.plan().steps()) {
            readings.add(new Reading(step, stage.azure().get(step.kind(), step.resource())));
        }
        SummaryText text = new SummaryText(stage.scale(), stage.context().style());
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(text.world(status, readings));
        lines.add("");
        if (status.type() != RequestType.DELETE) {
            // The plan of a delete has just been shown, with all that it changes.
            lines.addAll(text.changes(status));
            lines.add("");
        }
        lines.addAll(text.times(status));
        lines.add("");
        stage.print(lines);
    }
}
