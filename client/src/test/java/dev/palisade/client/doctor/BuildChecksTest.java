package dev.palisade.client.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.client.doctor.Check.Verdict;
import dev.palisade.client.doctor.Poller.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BuildChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Optional<Deployment.Current> CURRENT =
            Optional.of(new Deployment.Current("new", NOW.minus(Duration.ofHours(1))));
    private static final List<String> BUILDS = List.of("new", "old");

    @Test
    void aCurrentBuildThatIsPolledForBothKindsOfWorkIsWell() {
        List<Check> checks = checks(new Deployment(CURRENT, BUILDS, polled("new", 3), List.of()), Set.of());

        assertThat(checks).extracting(Check::verdict).containsOnly(Verdict.OK);
        assertThat(checks)
                .extracting(Check::found)
                .containsExactly("new since 2026-11-23T09:00:00Z", "0 open requests; 1 worker, last heard of 3 s ago");
    }

    @Test
    void nobodyWhoIsCurrentIsWrongAndTheRemedyNamesABuildThatCouldBe() {
        Check none = checks(new Deployment(Optional.empty(), List.of("old"), polled("old", 3), List.of()), Set.of())
                .get(0);

        assertThat(none.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(none.remedy())
                .contains("set-current-version --namespace churn")
                .contains("--build-id old");
    }

    @Test
    void withoutAnyBuildTheRemedyIsAWorker() {
        List<Check> checks = checks(new Deployment(Optional.empty(), List.of(), List.of(), List.of()), Set.of());

        assertThat(checks)
                .singleElement()
                .satisfies(none -> assertThat(none.remedy()).contains("Start a worker"));
    }

    @Test
    void aCurrentBuildThatOnlyWorkflowsArePolledForIsWrong() {
        List<Poller> half = polled("new", 3).stream()
                .filter(poller -> poller.work() == Work.WORKFLOWS)
                .toList();

        assertThat(of("new", checks(new Deployment(CURRENT, BUILDS, half, List.of()), Set.of()))
                        .verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void requestsOfABuildWithoutAWorkerAreNamedWithBothRemedies() {
        List<OpenRequest> open = List.of(on("old", "b"), on("old", "a"), on("new", "c"));
        Check old = of(
                "old",
                checks(
                        new Deployment(
                                CURRENT,
                                BUILDS,
                                Stream.concat(polled("new", 3).stream(), polled("old", 200).stream())
                                        .toList(),
                                open),
                        Set.of("c")));

        assertThat(old.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(old.requests()).containsExactly("a", "b");
        assertThat(old.found()).isEqualTo("2 open requests; nobody has polled for it for 200 s; none answers");
        assertThat(old.remedy())
                .contains("buildId: old, makeCurrent: false")
                .contains("temporal workflow update-options --namespace churn")
                .contains("--versioning-override-build-id new");
    }

    @Test
    void aWorkerThatWasKilledJustNowDoesNotCountThoughTheServerStillRemembersIt() {
        Deployment deployment = new Deployment(CURRENT, BUILDS, polled("old", 2), List.of(on("old", "a")));

        assertThat(of("old", checks(deployment, Set.of())).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(of("old", checks(deployment, Set.of("a"))).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void oneRequestThatDoesNotAnswerIsNotTakenForItsBuild() {
        Deployment deployment =
                new Deployment(CURRENT, BUILDS, polled("old", 2), List.of(on("old", "a"), on("old", "b")));

        assertThat(of("old", checks(deployment, Set.of("b"))).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aRequestInTheMiddleOfATaskIsAskedAgain() {
        Deployment deployment = new Deployment(CURRENT, BUILDS, polled("old", 2), List.of(on("old", "a")));
        AtomicInteger asked = new AtomicInteger();

        List<Check> checks = new BuildChecks(deployment, id -> asked.incrementAndGet() == 3, NOW, "churn").all();

        assertThat(of("old", checks).verdict()).isEqualTo(Verdict.OK);
        assertThat(asked).hasValue(3);
    }

    @Test
    void aRequestThatNoWorkerHasTouchedWaitsForTheCurrentBuild() {
        OpenRequest untouched = new OpenRequest("a", Optional.empty());
        Check current = of("new", checks(new Deployment(CURRENT, BUILDS, List.of(), List.of(untouched)), Set.of("a")));

        assertThat(current.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(current.requests()).containsExactly("a");
        assertThat(current.remedy()).contains("make another build current");
    }

    @Test
    void anOldBuildThatNobodyNeedsSaysSoWhileItsWorkersRunAndIsNotSpokenOfAfterwards() {
        Deployment running = new Deployment(CURRENT, BUILDS, polled("old", 2), List.of());
        Deployment stopped = new Deployment(CURRENT, BUILDS, polled("old", 200), List.of());

        assertThat(of("old", checks(running, Set.of())).found()).endsWith("; nobody needs them any more");
        assertThat(checks(stopped, Set.of())).extracting(Check::checked).doesNotContain("build old");
    }

    private static List<Check> checks(Deployment deployment, Set<String> answering) {
        return new BuildChecks(deployment, answering::contains, NOW, "churn").all();
    }

    private static Check of(String build, List<Check> checks) {
        return checks.stream()
                .filter(check -> check.checked().equals("build " + build))
                .findFirst()
                .orElseThrow();
    }

    private static OpenRequest on(String build, String id) {
        return new OpenRequest(id, Optional.of(build));
    }

    private static List<Poller> polled(String build, long secondsAgo) {
        return Stream.of(Work.values())
                .map(work -> new Poller(build, work, "1@" + build, NOW.minusSeconds(secondsAgo)))
                .toList();
    }
}
