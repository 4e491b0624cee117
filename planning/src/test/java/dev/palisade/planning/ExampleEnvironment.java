package dev.palisade.planning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.LedgerClaims;
import dev.palisade.planning.claim.Neighbours.Neighbour;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Overlap;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.request.Asked;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Scopes;
import dev.palisade.planning.request.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An environment in the world of the examples: asks, has its plans carried out, and keeps its book as the workflows do. */
final class ExampleEnvironment {
    private final ExampleWorld world;
    private final ResourceId workspace;
    private Ledger ledger = Ledger.empty();
    private Standing standing;
    private List<LedgerEntry> inherited = List.of();
    private List<LedgerEntry> givenUp = List.of();
    private int requests;

    ExampleEnvironment(ExampleWorld world, String workspace) {
        this.world = world;
        this.workspace = ResourceId.of(workspace);
    }

    Ledger ledger() {
        return ledger;
    }

    Standing standing() {
        return standing;
    }

    Claims claims() {
        Claims ofDocument = standing == null ? Claims.none() : standing.claims();
        return ofDocument.plus(LedgerClaims.of(ledger));
    }

    /** What neighbours know of it. */
    Neighbour asNeighbour() {
        return new Neighbour(workspace.key(), workspace.name(), claims());
    }

    List<LedgerEntry> inherited() {
        return inherited;
    }

    /** What was ours before the last request, and is not any more though it was not taken back. */
    List<LedgerEntry> givenUp() {
        return givenUp;
    }

    /** Takes what others gave up and this one needs, and says what is left of it. */
    List<LedgerEntry> inherit(List<LedgerEntry> heritage) {
        List<LedgerEntry> all = new ArrayList<>(inherited);
        heritage.forEach(entry -> some(entry, this::needs).ifPresent(all::add));
        inherited = all;
        return heritage.stream()
                .flatMap(entry -> some(entry, element -> !needs(element)).stream())
                .toList();
    }

    PlanResult plan(RequestType type, JsonNode data) {
        return world.plan(asked(type, data));
    }

    /** Plans and, if nothing refuses, does all of it. */
    PlanResult does(RequestType type, JsonNode data) {
        return does(type, data, step -> true);
    }

    /** What is read for this request though it was left otherwise. */
    List<String> doubts(RequestType type, JsonNode data) {
        return world.doubts(asked(type, data)).stream()
                .map(doubt -> doubt.resource().name() + ": " + doubt.reading())
                .toList();
    }

    /** Plans and does some of it; the rest never comes. */
    PlanResult does(RequestType type, JsonNode data, Predicate<Step> which) {
        PlanResult result = parks(type, data, which);
        if (!result.refused()) {
            requests++;
        }
        return result;
    }

    /** Plans and does some of it; what is asked next is another attempt at the same request. */
    PlanResult parks(RequestType type, JsonNode data, Predicate<Step> which) {
        PlanResult result = plan(type, data);
        if (!result.refused()) {
            List<Step> done = result.plan().steps().stream().filter(which).toList();
            done.forEach(step -> world.carryOut(step, workspace.key(), requestId()));
            settle(result, done);
        }
        return result;
    }

    /** Asks for a document, does all of it, and has all taken back but this. */
    List<Step> isTakenBack(JsonNode document, Predicate<Step> butFor) {
        List<Step> kept = wanted(document, butFor);
        kept.forEach(step -> world.carryOut(step, workspace.key(), requestId()));
        ledger = ledger.settled(
                requestId(),
                kept.stream()
                        .map(step -> new LedgerEntry(requestId(), step, owned(step), State.LEFT))
                        .toList());
        requests++;
        return kept;
    }

    /** Does some of it, of which nobody hears. */
    void begins(JsonNode document, Predicate<Step> which) {
        wanted(document, which).forEach(step -> world.carryOut(step, workspace.key(), requestId()));
    }

    /** Has registered some of it. */
    void intends(JsonNode document, Predicate<Step> which) {
        ledger = ledger.intended(
                requestId(),
                wanted(document, which).stream()
                        .map(step -> new LedgerEntry(requestId(), step, Ownership.UNKNOWN, State.INTENDED))
                        .toList());
    }

    private List<Step> wanted(JsonNode document, Predicate<Step> which) {
        return plan(RequestType.APPLY, document).plan().steps().stream()
                .filter(which)
                .toList();
    }

    /** Is terminated behind a pivot and before its first act, so that of what it was to do nobody knows whether it happened. */
    void isTerminated(RequestType type, JsonNode data) {
        List<LedgerEntry> unknown = plan(type, data).plan().steps().stream()
                .map(step -> new LedgerEntry(requestId(), step, Ownership.UNKNOWN, State.LEFT))
                .filter(LedgerEntry::owns)
                .toList();
        ledger = ledger.settled(requestId(), unknown);
        requests++;
    }

    /** Plans, and when it comes to act finds everything as asked: somebody was faster. */
    void findsAllDone(RequestType type, JsonNode data) {
        List<LedgerEntry> found = plan(type, data).plan().steps().stream()
                .map(step -> new LedgerEntry(requestId(), step, Ownership.ADOPTED, State.STANDING))
                .toList();
        ledger = ledger.settled(requestId(), found);
        requests++;
    }

    private Asked asked(RequestType type, JsonNode data) {
        return new Asked(requestId(), workspace, type, data, standing, ledger, Scopes.unlimited());
    }

    private String requestId() {
        return workspace.name() + "-" + requests;
    }

    private void settle(PlanResult result, List<Step> done) {
        givenUp = new Ledger(Stream.concat(ledger.entries().stream(), inherited.stream())
                        .toList())
                .named(result.plan().released());
        List<String> settled = new ArrayList<>(result.plan().released());
        done.forEach(step -> settled.addAll(step.takesBack()));
        List<LedgerEntry> made = done.stream()
                .filter(step ->
                        step.action() != Action.DELETE && step.takesBack().isEmpty())
                .map(step -> new LedgerEntry(requestId(), step, owned(step), State.STANDING))
                .toList();
        ledger = ledger.without(settled).settled(requestId(), made);
        standing = result.body() == null
                ? null
                : new Standing(
                        Standing.generationOf(standing) + 1,
                        result.body(),
                        result.plan().claims(),
                        result.operations());
        inherited = inherited.stream()
                .flatMap(entry -> some(entry, this::needs).stream())
                .toList();
    }

    private boolean needs(Element element) {
        return Overlap.needs(claims(), element);
    }

    private static Optional<LedgerEntry> some(LedgerEntry entry, Predicate<Element> which) {
        List<Delta> some = entry.step().deltas().stream()
                .filter(delta -> which.test(new Element(entry.step().resource(), delta)))
                .toList();
        return some.isEmpty() ? Optional.empty() : Optional.of(entry.with(some));
    }

    private static Ownership owned(Step step) {
        return step.action() == Action.CREATE ? Ownership.CREATED : Ownership.CHANGED;
    }
}
