package dev.palisade.workflows.worlds;

import dev.palisade.planning.PlanResult;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.worlds.Broken;
import dev.palisade.planning.worlds.Environment;
import dev.palisade.planning.worlds.Hands.WorldChanged;
import dev.palisade.planning.worlds.Happening.Drift;
import dev.palisade.planning.worlds.Happening.Kind;
import dev.palisade.planning.worlds.Invariant;
import dev.palisade.planning.worlds.Town;
import dev.palisade.workflows.contract.FailureClass;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** The world that the activities of a story act on, one at a time; what goes wrong there, and which invariant was the first to break. */
final class Ground {
    private final Town town;
    private final long seed;
    /** By workflow ID. */
    private final Map<String, Trouble> troubles = new HashMap<>();
    /** Which workflow is at work in an environment. */
    private final Map<String, String> actors = new HashMap<>();

    private final Map<String, PlanResult> plans = new HashMap<>();
    private final Map<String, Map<String, LedgerEntry>> intentions = new HashMap<>();
    private Set<String> drifted = new HashSet<>();
    private boolean paused;
    private Broken broken;

    Ground(Town town, long seed) {
        this.town = town;
        this.seed = seed;
    }

    /** Something that is done in the world. */
    interface Deed<T> {
        T done() throws WorldChanged;
    }

    /** A broken invariant ends the activity for good, and is told at the end of the round. */
    synchronized <T> T alone(Deed<T> deed) throws WorldChanged {
        try {
            return deed.done();
        } catch (Broken invariant) {
            broken = broken == null ? invariant : broken;
            throw AzureSays.no(FailureClass.NEEDS_A_PERSON, invariant.getMessage());
        }
    }

    synchronized Optional<Broken> broken() {
        return Optional.ofNullable(broken);
    }

    Town town() {
        return town;
    }

    Environment environment(String key) {
        return town.environments().stream()
                .filter(environment -> environment.workspace().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    synchronized void expect(String workflowId, Trouble trouble) {
        troubles.put(workflowId, trouble);
    }

    /** Of the request whose workflow calls. */
    synchronized Trouble trouble() {
        return troubles.getOrDefault(workflowId(), Trouble.none());
    }

    /** Whoever writes in an environment must be the only one. */
    void acts(String environment) {
        String actor = actors.computeIfAbsent(environment, none -> workflowId());
        Broken.unless(
                actor.equals(workflowId()),
                Invariant.ONE_AT_A_TIME,
                workflowId() + " writes in " + environment + " while " + actor + " is at work there");
    }

    synchronized void gaveBack(String environment) {
        actors.remove(environment, workflowId());
    }

    synchronized void intends(String requestId, List<LedgerEntry> entries) {
        intentions
                .computeIfAbsent(requestId, none -> new LinkedHashMap<>())
                .putAll(entries.stream()
                        .collect(Collectors.toMap(LedgerEntry::key, entry -> entry, (one, other) -> other)));
    }

    /** What a request has registered, by step. */
    synchronized Map<String, LedgerEntry> intentions(String requestId) {
        return Map.copyOf(intentions.getOrDefault(requestId, Map.of()));
    }

    synchronized void planned(String requestId, PlanResult plan) {
        plans.put(requestId, plan);
    }

    /** The last plan that was made for a request. */
    synchronized Optional<PlanResult> plan(String requestId) {
        return Optional.ofNullable(plans.get(requestId));
    }

    /** True if its document lets closed doors be opened again when it is taken back. */
    boolean reopens(String requestId) {
        return plan(requestId)
                .map(PlanResult::document)
                .map(document -> document.onFailure().restoresNetwork())
                .orElse(false);
    }

    synchronized void drifts(Drift drift) {
        town.drifts(drift);
    }

    void met(Step step, Kind fault) {
        synchronized (town) {
            town.encounters().ran(step, fault);
        }
    }

    void driftedAt(Set<String> places) {
        drifted.addAll(places);
    }

    /** Where strangers have been since this was asked for the last time. */
    synchronized Set<String> drifted() {
        Set<String> places = drifted;
        drifted = new HashSet<>();
        return places;
    }

    synchronized void pause(boolean begins) {
        paused = begins;
    }

    synchronized boolean isPaused() {
        return paused;
    }

    /**
     * Some time from a least one on, to the millisecond. In skipped time everything happens at the very moment when it is due, and this server
     * stops for ever if a timer fires while the task is under way that cancels it.
     */
    Duration about(Duration least, String what) {
        SplittableRandom random = new SplittableRandom(seed ^ (workflowId() + what).hashCode());
        return least.plusMillis(1 + random.nextInt((int) (least.toMillis() / 3)));
    }

    private static String workflowId() {
        return Activity.getExecutionContext().getInfo().getWorkflowId();
    }
}
