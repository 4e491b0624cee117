package dev.palisade.planning;

import dev.palisade.planning.document.DocumentReader;
import dev.palisade.planning.document.DocumentResult;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.finding.DocumentOrder;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.kind.Draft;
import dev.palisade.planning.kind.World;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.PlanHash;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.plan.Step;
import java.util.List;

/** Apply, or its dry run: the message carries the whole desired state. */
record DocumentPlanner(Story story) implements RequestPlanner {
    @Override
    public PlanResult plan(World world) {
        DocumentResult read = DocumentReader.read(world.asked().data());
        EnvironmentDocument document = read.document();
        return document == null
                ? new PlanResult(
                        Plan.nothing(world.asked().environment(), Profile.CURRENT),
                        read.findings(),
                        null,
                        null,
                        List.of())
                : planned(world.towards(document));
    }

    private PlanResult planned(World world) {
        Draft draft = story.told(world);
        EnvironmentDocument document = world.document();
        boolean refused = draft.findings().stream().anyMatch(Finding::refuses);
        List<Step> steps = refused ? List.of() : draft.steps();
        String hash = PlanHash.of(document.workspace(), document.profile(), steps);
        Plan plan = new Plan(
                document.workspace(), document.profile(), steps, draft.found(), draft.claims(), draft.released(), hash);
        List<Finding> findings =
                draft.findings().stream().sorted(new DocumentOrder()).toList();
        return new PlanResult(plan, findings, document, world.asked().data(), List.of());
    }
}
