package dev.palisade.workflows.pause;

import dev.palisade.workflows.contract.PauseWorkflow;
import dev.palisade.workflows.contract.PauseWorkflow.Pause;
import java.util.List;

/** The register as Markdown, for the current details that Temporal's Web UI shows. */
final class PauseText {
    private PauseText() {}

    static String markdown(List<Pause> pauses) {
        if (pauses.isEmpty()) {
            return "Nothing is paused.";
        }
        StringBuilder text = new StringBuilder("**Writes are paused**");
        for (Pause pause : pauses) {
            String scope = pause.scope().equals(PauseWorkflow.EVERYWHERE) ? "everywhere" : "in " + pause.scope();
            text.append("\n- ").append(scope).append(", by ").append(pause.by());
            text.append(" since ").append(pause.since()).append(": ").append(pause.reason());
        }
        return text.toString();
    }
}
