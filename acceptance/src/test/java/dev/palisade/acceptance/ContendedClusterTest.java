package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.client.steering.Steering;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.planning.finding.FindingText;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two environments attach a cluster that others have made. A second attachment would break the first: one has it, the other has to wait. */
@ExtendWith(StackExtension.class)
class ContendedClusterTest {

    /** At the same moment more than once: who of them has seen what by then is not the same each time. */
    @ParameterizedTest(name = "come {0} ({1})")
    @CsvSource({"ONE_FIRST, 1", "OTHER_FIRST, 1", "TOGETHER, 1", "TOGETHER, 2", "TOGETHER, 3"})
    void isAttachedByOneOfThemUntilThatOneDetachesIt(Order coming, int copy, LocalStack stack) {
        Scene scene = Scene.in(stack, "contended-" + coming.word() + "-" + copy);
        ForeignResourceTest.put(scene, ForeignResourceTest.cluster(scene.environment()));
        Neighbour one = Neighbour.one(scene);
        Neighbour other = Neighbour.beside(scene);
        Azure before = scene.now();

        Map<Neighbour, RequestStatus> answers = new ConcurrentHashMap<>();
        coming.run(
                () -> answers.put(one, one.apply("attach", one.attaching())),
                () -> answers.put(other, other.apply("attach", other.attaching())),
                () -> {});
        Neighbour holder = holder(coming, answers);
        Neighbour refused = holder.equals(one) ? other : one;
        assertHolds(holder, answers.get(holder));
        assertRefused(refused, answers.get(refused), holder);

        Proofs.assertState(holder.apply("again", holder.attaching()), RequestState.READY);
        RequestStatus stillHeld = retried(refused, answers.get(refused));
        assertRefused(refused, stillHeld, holder);
        holder.detach();
        Secured.isGone(scene, holder.attachment());
        assertHolds(refused, retried(refused, stillHeld));

        refused.delete();
        holder.delete();
        assertThat(before.changesTo(scene.now()))
                .as("what the two have left behind")
                .isEmpty();
    }

    /** The first, or, if neither was, whichever got it. */
    private static Neighbour holder(Order coming, Map<Neighbour, RequestStatus> answers) {
        List<Neighbour> ready = answers.entrySet().stream()
                .filter(answer -> answer.getValue().state() == RequestState.READY)
                .map(Map.Entry::getKey)
                .toList();
        assertThat(ready).as("who has the cluster, by %s", answers).hasSize(1);
        if (coming != Order.TOGETHER) {
            assertThat(ready.get(0).name()).isEqualTo(coming.word());
        }
        return ready.get(0);
    }

    private static void assertHolds(Neighbour holder, RequestStatus status) {
        Proofs.assertState(status, RequestState.READY);
        Secured.isProvisioned(holder.scene(), holder.attachment());
        assertThat(holder.scene().effects(holder.attachment(), Effect.CREATED)).isEqualTo(1);
    }

    /** Nothing of it is, or ever was, in Azure; and it says who has the cluster. */
    private static void assertRefused(Neighbour refused, RequestStatus status, Neighbour holder) {
        Proofs.assertState(status, RequestState.REJECTED);
        assertThat(refused.scene().stack().audit().within(refused.workspace()))
                .as("what Azure was asked for in the name of %s", refused.name())
                .allMatch(entry -> entry.method().equals("GET"));
        assertThat(reasons(status))
                .as("why %s was refused", status.requestId())
                .anyMatch(reason -> reason.contains("environment " + holder.name())
                        || reason.toLowerCase(Locale.ROOT)
                                .contains(holder.attachment().toLowerCase(Locale.ROOT)));
    }

    private static List<String> reasons(RequestStatus status) {
        Stream<String> findings =
                status.findings().stream().map(finding -> FindingText.sentence(finding, Locale.ENGLISH));
        Stream<String> failure = Stream.ofNullable(status.failure()).map(why -> why.message());
        return Stream.concat(findings, failure).toList();
    }

    private static RequestStatus retried(Neighbour refused, RequestStatus status) {
        Scene scene = refused.scene();
        return scene.atRest(scene.stack().operator().again(Steering.RETRY, status.requestId()));
    }
}
