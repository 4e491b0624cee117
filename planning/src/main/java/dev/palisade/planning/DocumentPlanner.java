package dev.palisade.planning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.document.DocumentReader;
import dev.palisade.planning.document.DocumentResult;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.edit.Operations;
import dev.palisade.planning.kind.Draft;
import dev.palisade.planning.kind.World;
import dev.palisade.planning.removal.Needs;
import dev.palisade.planning.removal.Removal;
import java.util.List;

/** Apply, or its dry run: the message carries the whole desired state. What was made for an earlier one and is not in it is let go. */
record DocumentPlanner(Story story) implements RequestPlanner {
    @Override
    public PlanResult plan(World world) {
        DocumentResult read = DocumentReader.read(world.asked().data());
        EnvironmentDocument document = read.document();
        return document == null ? PlanResult.refused(world, read.findings()) : planned(world.towards(document));
    }

    private PlanResult planned(World world) {
        EnvironmentDocument document = world.document();
        JsonNode body = world.asked().data();
        Draft draft = story.told(world);
        Needs needs = Needs.of(document, draft.claims());
        if (document.prune()) {
            Removal.takeBack((resource, change) -> !needs.cover(resource, change), world, draft);
        } else {
            Removal.takeBack(
                    (resource, change) -> !needs.cover(resource, change) && needs.isSuperseded(resource, change),
                    world,
                    draft);
            Removal.release(
                    (resource, change) -> !needs.cover(resource, change) && !needs.isSuperseded(resource, change),
                    world,
                    draft);
        }
        Removal.keepClaims(needs::cover, world, draft);
        story.checkLocks(world, draft);
        world.standing().ifPresent(standing -> draft.add(Operations.reverted(standing, body)));
        return PlanResult.of(document.workspace(), document.profile(), draft, document, body, List.of());
    }
}
