package dev.palisade.planning;

import dev.palisade.planning.document.DocumentReader;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.kind.Draft;
import dev.palisade.planning.kind.LockRules;
import dev.palisade.planning.kind.World;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.removal.Removal;
import dev.palisade.planning.request.Standing;
import java.util.List;
import java.util.Optional;

/** Delete of an environment: everything that is ours goes, but for what neighbours need. */
record DeletionPlanner() implements RequestPlanner {
    @Override
    public PlanResult plan(World world) {
        List<Finding> refusals = Guards.refusals(world);
        if (!refusals.isEmpty()) {
            return PlanResult.refused(world, refusals);
        }
        Draft draft = new Draft();
        Removal.takeBack((resource, change) -> true, world, draft);
        forgetWhatWasFound(world, draft);
        LockRules.check(world, draft);
        return PlanResult.of(world.asked().environment(), profile(world), draft, null, null, List.of());
    }

    /** What was as asked before we came was never ours to take back; without an environment nobody needs to know of it. */
    private static void forgetWhatWasFound(World world, Draft draft) {
        world.ledger().entries().stream()
                .filter(entry -> entry.ownership() == Ownership.ADOPTED)
                .map(LedgerEntry::reference)
                .forEach(draft::release);
    }

    private static Profile profile(World world) {
        return world.standing()
                .map(Standing::document)
                .flatMap(document ->
                        Optional.ofNullable(DocumentReader.read(document).document()))
                .map(EnvironmentDocument::profile)
                .orElse(Profile.CURRENT);
    }
}
