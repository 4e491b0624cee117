package dev.palisade.workflows.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.worlds.Broken;
import dev.palisade.planning.worlds.Happening.Asks;
import dev.palisade.planning.worlds.Happening.Attempt;
import dev.palisade.planning.worlds.Happening.Fault;
import dev.palisade.planning.worlds.Happening.Kind;
import dev.palisade.planning.worlds.Invariant;
import dev.palisade.planning.worlds.Scene;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.StepActivities;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The suite can fail, and what fails becomes small. */
class StoriesCanFailTest {
    /** A subnet is prepared and an account's door closed; the last of it is refused. */
    private static final Story TAKEN_BACK =
            new Story(1, Set.of(), false, false, List.of(Round.of(closing(Kind.REFUSED))));

    private static final Story DONE = new Story(1, Set.of(), false, false, List.of(Round.of(closing(Kind.NONE))));

    @Test
    void nothingIsFoundWhereNothingIsBroken() {
        assertThat(StoryPlay.of(TAKEN_BACK).broken()).isEmpty();
        assertThat(StoryPlay.of(DONE).broken()).isEmpty();
    }

    @Test
    void anUndoThatOnlySaysSoIsCaught() {
        UnaryOperator<StepActivities> lies = acts -> new Passing(acts) {
            @Override
            public Undone undo(UndoCall call) {
                String resource = call.entry().step().resource().toString();
                return new Undone(call.entry().step().id(), resource, Result.TAKEN_BACK, "");
            }
        };

        assertThat(StoryPlay.of(TAKEN_BACK, lies).broken())
                .map(Broken::invariant)
                .contains(Invariant.EVERYTHING_IS_ACCOUNTED_FOR);
    }

    @Test
    void aVerificationThatSeesNothingIsNotEnoughToHideAMissingEffect() {
        UnaryOperator<StepActivities> forgets = acts -> new Passing(acts) {
            @Override
            public Begun begin(StepCall call) {
                boolean skipped = call.step().id().startsWith("storage/");
                return skipped ? new Begun(Ownership.CHANGED, null) : super.begin(call);
            }

            @Override
            public List<Difference> verify(VerifyCall call) {
                return List.of();
            }
        };

        assertThat(StoryPlay.of(DONE, forgets).broken()).map(Broken::invariant).contains(Invariant.LEDGER_IS_TRUE);
    }

    @Test
    void aStoryThatFailsIsShrunkToWhatMakesItFail() {
        Story failing = LongStream.range(1, 1000)
                .mapToObj(Stories::of)
                .filter(story -> story.rounds().size() > 2 && forbids(story))
                .findFirst()
                .orElseThrow();

        Story smallest = StoryShrinker.shrunk(failing, StoriesCanFailTest::forbids, Duration.ofSeconds(20));

        assertThat(smallest.props()).isEmpty();
        assertThat(smallest.approvals() || smallest.together()).isFalse();
        assertThat(smallest.rounds()).hasSize(1);
        assertThat(smallest.rounds().get(0).drifts()).isEmpty();
        assertThat(smallest.rounds().get(0).errands()).singleElement().satisfies(errand -> {
            assertThat(errand.meddling()).isEqualTo(Errand.Meddling.NONE);
            assertThat(errand.minute()).isZero();
            assertThat(errand.asks().data()).isEqualTo(Scene.json("{}"));
            assertThat(errand.asks().fault()).isEqualTo(new Fault(Kind.FORBIDDEN, 0, -1));
        });
    }

    private static boolean forbids(Story story) {
        return story.rounds().stream()
                .flatMap(round -> round.errands().stream())
                .anyMatch(errand -> errand.asks().fault().kind() == Kind.FORBIDDEN);
    }

    private static Errand closing(Kind kind) {
        return new Errand(
                new Asks(
                        0,
                        Attempt.FIRST,
                        RequestType.APPLY,
                        Scene.json("{'name':'closing','workspace':'" + Scene.workspace(0)
                                + "','network':{'virtual_network':'" + Scene.NETWORK
                                + "','subnets':{'training':'default'}},'storage':[{'account':'default'}]}"),
                        new Fault(kind, 1, -1),
                        false),
                0,
                Errand.Meddling.NONE);
    }

    /** The acts of steps, to be broken in one place. */
    private static class Passing implements StepActivities {
        private final StepActivities acts;

        Passing(StepActivities acts) {
            this.acts = acts;
        }

        @Override
        public Begun begin(StepCall call) {
            return acts.begin(call);
        }

        @Override
        public void await(AwaitCall call) {
            acts.await(call);
        }

        @Override
        public Undone undo(UndoCall call) {
            return acts.undo(call);
        }

        @Override
        public List<Difference> verify(VerifyCall call) {
            return acts.verify(call);
        }
    }
}
