package dev.palisade.planning;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.DocumentRules;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft;
import dev.palisade.planning.kind.Kind;
import dev.palisade.planning.kind.LockRules;
import dev.palisade.planning.kind.PolicyRules;
import dev.palisade.planning.kind.World;
import java.util.List;

/**
 * Everything that a desired state asks for, told kind by kind.
 *
 * @param chapters in the order in which they are told: a chapter may look at the steps of those before it
 */
record Story(List<Kind> chapters) {
    Story {
        chapters = List.copyOf(chapters);
    }

    /** What is wanted and what is wrong with it, in a world that has a desired state. */
    Draft told(World world) {
        Draft draft = new Draft();
        draft.add(DocumentRules.findings(world.document()));
        // With an ID of another type there is nothing sensible to ask Azure.
        if (draft.findings().stream().noneMatch(finding -> finding.code() == FindingCode.RESOURCE_TYPE_UNEXPECTED)) {
            chapters.forEach(kind -> kind.plan(world, draft));
            draft.steps().forEach(step -> askNeighbours(step.resource(), world));
            draft.claims().parents().forEach(parent -> askNeighbours(parent, world));
            ClaimRules.check(world, draft);
        }
        return draft;
    }

    /** Looks at all steps, so it comes last. */
    void checkLocks(World world, Draft draft) {
        LockRules.check(world, draft);
        PolicyRules.check(world, draft);
    }

    /** A workspace is one environment's; everything else that is touched may have others'. */
    private static void askNeighbours(ResourceId resource, World world) {
        if (!resource.topLevel().equals(world.asked().environment())) {
            world.neighbours(resource);
        }
    }
}
