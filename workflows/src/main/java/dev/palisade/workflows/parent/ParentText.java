package dev.palisade.workflows.parent;

import dev.palisade.workflows.contract.ParentWorkflow.Claimant;
import dev.palisade.workflows.contract.ParentWorkflow.ParentState;

/** The state of a parent as Markdown, for the current details that Temporal's Web UI shows. */
final class ParentText {
    private ParentText() {}

    static String markdown(ParentState state) {
        StringBuilder text =
                new StringBuilder("**").append(state.parent().name()).append("**");
        if (state.claimants().isEmpty()) {
            text.append(": claimed by nobody");
        }
        for (Claimant claimant : state.claimants()) {
            text.append("\n- ").append(claimant.name()).append(": ");
            text.append(claimant.claims().elements().size()).append(" elements, ");
            text.append(claimant.claims().addresses().size()).append(" reservations of addresses, ");
            text.append(claimant.claims().attachments().size()).append(" attachments");
            if (!claimant.leaving().isEmpty()) {
                text.append("; is taking back ").append(claimant.leaving().size());
            }
            if (!claimant.inherited().isEmpty()) {
                text.append("; inherited ").append(claimant.inherited().size());
            }
        }
        return text.toString();
    }
}
