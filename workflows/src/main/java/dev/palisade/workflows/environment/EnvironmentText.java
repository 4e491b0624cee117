package dev.palisade.workflows.environment;

import dev.palisade.workflows.contract.EnvironmentActivities.TurnAsked;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Generation;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Turn;

/** The state of an environment as Markdown, for the current details that Temporal's Web UI shows. */
final class EnvironmentText {
    private EnvironmentText() {}

    static String markdown(EnvironmentState state) {
        StringBuilder text = new StringBuilder("**").append(state.name()).append("**, ");
        Generation desired = state.desired();
        text.append(
                desired == null
                        ? "no generation yet"
                        : "generation " + desired.number() + " by " + desired.requestId());
        if (state.stuck() != null) {
            text.append("\n\n**STUCK**: an undo of ").append(state.stuck());
            text.append(" failed. Turns are given to its own attempts alone: resume, retry or accept it.");
        }
        Turn holder = state.holder();
        text.append("\n\nTurn: ").append(holder == null ? "free" : name(holder.asked()));
        for (TurnAsked waiting : state.waiting()) {
            text.append("\n- waits: ").append(name(waiting));
        }
        for (Turn away : state.away()) {
            text.append("\n- waits for approval in the middle of its work: ").append(name(away.asked()));
        }
        return text.append("\n\nLedger: ")
                .append(state.ledger().entries().size())
                .append(" entries")
                .toString();
    }

    private static String name(TurnAsked asked) {
        return asked.requestId() + (asked.attempt() > 1 ? ", attempt " + asked.attempt() : "");
    }
}
