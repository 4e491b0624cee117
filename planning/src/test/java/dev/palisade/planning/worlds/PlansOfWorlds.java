package dev.palisade.planning.worlds;

import dev.palisade.planning.PlanResult;
import dev.palisade.planning.Reads;
import dev.palisade.planning.claim.Neighbours;
import dev.palisade.planning.observation.Doubt;
import dev.palisade.planning.observation.Observation;
import dev.palisade.planning.plan.Sha256;
import dev.palisade.planning.request.Asked;

/**
 * Prints for some seeds a digest of everything that the planner answers while their worlds are played: plans, findings and claims, what it asks
 * to read and what it doubts, each in its order.
 */
final class PlansOfWorlds {
    private PlansOfWorlds() {}

    /** @param arguments how many objects to give an identity first, the first seed, and how many */
    public static void main(String[] arguments) {
        differFromOtherProcesses(Integer.parseInt(arguments[0]));
        long first = Long.parseLong(arguments[1]);
        for (long seed = first; seed < first + Long.parseLong(arguments[2]); seed++) {
            Answers answers = new Answers();
            Play.of(Scenario.of(seed), answers);
            System.out.println(seed + " " + Sha256.of(answers.said.toString()));
        }
    }

    /** The hash of an enum, and so of a record that has one, is its identity's: those that come first get the same ones in every process. */
    private static void differFromOtherProcesses(int objects) {
        for (int i = 0; i < objects; i++) {
            System.identityHashCode(new Object());
        }
    }

    private static final class Answers implements Engine {
        private final StringBuilder said = new StringBuilder();

        @Override
        public Reads reads(Asked asked, Observation observation, Neighbours neighbours) {
            Reads reads = Engine.super.reads(asked, observation, neighbours);
            said.append(reads);
            return reads;
        }

        @Override
        public PlanResult plan(Asked asked, Observation observation, Neighbours neighbours) {
            PlanResult result = Engine.super.plan(asked, observation, neighbours);
            said.append(Doubt.of(asked, observation)).append(result);
            return result;
        }
    }
}
