package dev.palisade.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.simulator.WorldSnapshot;
import dev.palisade.client.steering.PlanHashPrefix;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.client.watch.Screen;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The demo's second half: all of it is taken back, and the world compared with what it was before. */
final class DemoDeletion {
    private static final String OPERATOR = "the demo's operator";

    private final DemoStage stage;
    private final WorldSnapshot before;

    DemoDeletion(DemoStage stage, WorldSnapshot before) {
        this.stage = stage;
        this.before = before;
    }

    /** Returns the demo's exit code. */
    int tell(JsonNode document) throws IOException, InterruptedException {
        stage.print(List.of("Now the environment is deleted again: --then delete."));
        var data = JsonNodeFactory.instance.objectNode();
        data.set("workspace", document.path("workspace"));
        String id = stage.send(RequestType.DELETE, document.path("name").asText() + "-delete", data);
        Screen screen = stage.screen();
        RequestView view = stage.until(id, screen, seen -> seen.resting() || awaitsApproval(seen));
        while (awaitsApproval(view)) {
            screen.settle();
            approve(id, view);
            Plan decided = plan(view);
            view = stage.until(
                    id,
                    screen,
                    seen -> seen.resting()
                            || (awaitsApproval(seen) && !plan(seen).equals(decided)));
        }
        stage.print(Watching.text(stage.context(), stage.scale()).ending(view));
        new DemoSummary(stage).tell(view);
        int outcome = view.exitCode().orElse(ExitCode.NO_OUTCOME);
        int world = compare();
        return outcome == ExitCode.OK ? world : outcome;
    }

    /** As a person would at another terminal, with the command that the screen shows. */
    private void approve(String id, RequestView view) {
        String hash = plan(view).hash();
        if (stage.context().terminal().interactive()) {
            // A screen that is drawn over has room for the steps alone.
            stage.print(Watching.text(stage.context(), stage.scale()).plan(plan(view)));
        }
        stage.print(List.of(
                "",
                "A delete waits for a person. The demo approves it, as " + OPERATOR + ": ./palisade approve " + id
                        + " --plan " + hash,
                ""));
        stage.steering().decide(id, PlanHashPrefix.of(hash), true, OPERATOR);
    }

    private int compare() throws IOException, InterruptedException {
        WorldSnapshot now = stage.azure().world();
        List<String> differences = before.differences(now);
        List<String> lines = new ArrayList<>();
        if (differences.isEmpty()) {
            lines.add("The world is as it was before the demo: all " + now.size()
                    + " resources that the simulator has, field by field but for their etags.");
        } else {
            lines.add(
                    "The world is not as it was before the demo. What differs, by the simulator's own list of resources:");
            differences.forEach(line -> lines.add("  " + line));
        }
        lines.add("");
        stage.print(lines);
        return differences.isEmpty() ? ExitCode.OK : ExitCode.INTERNAL;
    }

    private static boolean awaitsApproval(RequestView view) {
        return view.state().filter(RequestState.AWAITING_APPROVAL::equals).isPresent()
                && view.status() != null
                && view.status().plan() != null;
    }

    private static Plan plan(RequestView view) {
        return Objects.requireNonNull(Objects.requireNonNull(view.status()).plan());
    }
}
