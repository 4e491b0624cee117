package dev.palisade.workflows.history;

import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Stage;
import java.util.function.Supplier;

/**
 * How a history comes about.
 *
 * @param name of the file that it is stored in, unless another is named
 * @param play brings it about, and says which workflow's history is meant
 */
record Scenario(String name, Supplier<FakeWorld> world, Play play) {

    /** Plays what is to be recorded. */
    @FunctionalInterface
    interface Play {
        /** Returns the id of the workflow whose history is recorded. */
        String on(Stage stage, FakeWorld world);
    }

    /** One request in a world, to its end. */
    static Scenario ending(String name, RequestState end, Supplier<FakeWorld> world) {
        return new Scenario(name, world, (stage, played) -> Scenes.ended(stage, Stage.request("r1"), end));
    }

    @Override
    public String toString() {
        return name;
    }
}
