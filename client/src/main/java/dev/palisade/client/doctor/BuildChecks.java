package dev.palisade.client.doctor;

import dev.palisade.client.doctor.Poller.Work;
import dev.palisade.workflows.contract.TemporalNames;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Whether every build that somebody needs has a worker: a request ends on the build that began it. */
final class BuildChecks {
    /** A poll lasts a minute at most, so who has not asked for longer is gone; the server remembers it for longer still. */
    private static final Duration POLLS_AT_LEAST_EVERY = Duration.ofSeconds(90);
    /** One that answers speaks for its build; one that does not may be alone in that. */
    private static final int ASKED_OF_A_BUILD = 2;
    /** A request in the middle of a workflow task answers after it. */
    private static final int ROUNDS = 3;

    private static final String PAGE = "docs/procedures/upgrade-a-worker.md";

    private final Deployment deployment;
    private final Predicate<String> answers;
    private final Instant now;
    private final String namespace;

    /** @param answers whether a worker answers for this request, which is asked only if it has begun */
    BuildChecks(Deployment deployment, Predicate<String> answers, Instant now, String namespace) {
        this.deployment = deployment;
        this.answers = answers;
        this.now = now;
        this.namespace = namespace;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        checks.add(current());
        relevant().forEach(build -> one(build).ifPresent(checks::add));
        return checks;
    }

    private Check current() {
        return deployment
                .current()
                .map(current -> Check.ok(
                        "current build",
                        current.build() + " since " + current.since().truncatedTo(ChronoUnit.SECONDS)))
                .orElseGet(() -> Check.wrong("current build", "there is none, so new requests wait", toHaveOne()));
    }

    private String toHaveOne() {
        return deployment.builds().isEmpty()
                ? "Start a worker (docs/configuration.md) with makeCurrent: true."
                : "Make one of " + String.join(", ", deployment.builds()) + " current: "
                        + makingCurrent(deployment.builds().get(0));
    }

    private String makingCurrent(String build) {
        return "temporal worker deployment set-current-version --namespace " + namespace + " --deployment-name "
                + TemporalNames.DEPLOYMENT + " --build-id " + build + " --yes";
    }

    /** The current one first. */
    private Set<String> relevant() {
        Set<String> builds = new LinkedHashSet<>();
        deployment.current().ifPresent(current -> builds.add(current.build()));
        Set<String> others = new TreeSet<>();
        deployment.open().forEach(request -> request.build().ifPresent(others::add));
        deployment.pollers().stream()
                .map(Poller::build)
                .filter(build -> !build.isEmpty())
                .forEach(others::add);
        builds.addAll(others);
        return builds;
    }

    /** Empty if nobody needs the build and nobody works on it. */
    private Optional<Check> one(String build) {
        List<OpenRequest> needing = deployment.open().stream()
                .filter(request -> deployment.needs(request, build))
                .toList();
        List<Poller> polling = polling(build);
        String found = requests(needing) + "; " + polledBy(build, polling);
        if (isServed(needing, polling)) {
            return Optional.of(Check.ok("build " + build, found + sparing(build, needing)));
        }
        return needing.isEmpty() && !isCurrent(build)
                ? Optional.empty()
                : Optional.of(stranded(build, needing, polling, found));
    }

    private boolean isServed(List<OpenRequest> needing, List<Poller> polling) {
        List<OpenRequest> begun =
                needing.stream().filter(request -> request.build().isPresent()).toList();
        if (begun.isEmpty()) {
            Set<Work> asked = EnumSet.noneOf(Work.class);
            polling.forEach(poller -> asked.add(poller.work()));
            return asked.containsAll(EnumSet.allOf(Work.class));
        }
        return IntStream.range(0, polling.isEmpty() ? 1 : ROUNDS).anyMatch(round -> answered(begun));
    }

    private boolean answered(List<OpenRequest> begun) {
        return begun.stream().limit(ASKED_OF_A_BUILD).map(OpenRequest::id).anyMatch(answers);
    }

    private Check stranded(String build, List<OpenRequest> needing, List<Poller> polling, String found) {
        List<String> ids = needing.stream().map(OpenRequest::id).sorted().toList();
        // Who was killed is remembered as polling for as long as a poll lasts.
        String remedy = (polling.isEmpty() ? "" : "If its workers run, look again in a minute. If not: ")
                + "Start a worker of build " + build + " (its own program; buildId: " + build
                + (isCurrent(build) ? ")." : ", makeCurrent: false), and keep it until they have ended.")
                + otherwise(build, needing);
        return new Check("build " + build, Check.Verdict.WRONG, found + "; none answers", remedy, ids);
    }

    private String otherwise(String build, List<OpenRequest> needing) {
        if (isCurrent(build)) {
            return " Or make another build current, for what is new: " + PAGE + ".";
        }
        return deployment
                .current()
                .filter(current -> !needing.isEmpty())
                .map(current ->
                        " If that build is lost, move each to one that can read its history: " + moving(current))
                .orElse("");
    }

    private String moving(Deployment.Current to) {
        return "temporal workflow update-options --namespace " + namespace + " --workflow-id request/ID"
                + " --versioning-override-behavior pinned --versioning-override-deployment-name "
                + TemporalNames.DEPLOYMENT + " --versioning-override-build-id " + to.build() + " (" + PAGE + ").";
    }

    private static String requests(List<OpenRequest> needing) {
        return needing.size() + (needing.size() == 1 ? " open request" : " open requests");
    }

    private String sparing(String build, List<OpenRequest> needing) {
        return needing.isEmpty() && !isCurrent(build) ? "; nobody needs them any more" : "";
    }

    private String polledBy(String build, List<Poller> polling) {
        long workers = polling.stream().map(Poller::identity).distinct().count();
        if (workers > 0) {
            return workers + (workers == 1 ? " worker" : " workers") + ", last heard of " + seconds(polling) + " ago";
        }
        List<Poller> remembered = deployment.pollers().stream()
                .filter(poller -> poller.build().equals(build))
                .toList();
        return remembered.isEmpty() ? "nobody polls for it" : "nobody has polled for it for " + seconds(remembered);
    }

    private String seconds(List<Poller> pollers) {
        Instant last = pollers.stream()
                .map(Poller::lastSeen)
                .max(Comparator.naturalOrder())
                .orElse(now);
        return Math.max(0, Duration.between(last, now).toSeconds()) + " s";
    }

    private List<Poller> polling(String build) {
        return deployment.pollers().stream()
                .filter(poller -> poller.build().equals(build))
                .filter(poller -> Duration.between(poller.lastSeen(), now).compareTo(POLLS_AT_LEAST_EVERY) < 0)
                .toList();
    }

    private boolean isCurrent(String build) {
        return deployment.current().map(Deployment.Current::build).equals(Optional.of(build));
    }
}
