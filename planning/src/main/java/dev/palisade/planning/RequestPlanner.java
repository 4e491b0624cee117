package dev.palisade.planning;

import dev.palisade.planning.kind.World;

/** How one way of asking is planned. Stateless but for the story that it tells. */
sealed interface RequestPlanner permits DocumentPlanner, OperationPlanner, DeletionPlanner, AcceptancePlanner {
    /** Counts only once the world has nothing left that was asked for and not read. */
    PlanResult plan(World world);
}
