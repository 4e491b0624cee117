package dev.palisade.planning.kind;

import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import java.util.Map;

/** The workspace: where the story begins. It is found, never created. */
public final class WorkspaceKind implements Kind {
    @Override
    public void plan(World world, Draft draft) {
        if (world.workspace().isEmpty()) {
            draft.refuse(
                    FindingCode.WORKSPACE_MISSING,
                    "/workspace",
                    WhoseMove.YOURS,
                    Map.of("workspace", world.document().workspace().toString()));
        }
    }
}
