package dev.palisade.planning.worlds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.PlanResult;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.Asked;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Scopes;
import dev.palisade.planning.request.Standing;
import dev.palisade.planning.worlds.Environment.End;
import dev.palisade.planning.worlds.Environment.Report;
import dev.palisade.planning.worlds.Environment.Request;
import dev.palisade.planning.worlds.TakingBack.Undone;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges one request by the world that it leaves, whatever it says of itself. */
public final class Judge {
    private static final Delta ANYTHING = Delta.creation(Scene.json("{}"));

    private final Town town;
    private final Environment environment;
    private final boolean resumed;
    private final Facts before;
    /** What neighbours need, and had, when the request began. */
    private final Map<Element, Environment> neighbours = new LinkedHashMap<>();

    /** Creations of ours that had not come to a good end: another attempt makes them anew, and its undo deletes them. */
    private final List<String> wrecks;

    private List<String> closed = List.of();
    private PlanResult last;

    public Judge(Town town, Environment environment, boolean resumed) {
        this.resumed = resumed;
        this.town = town;
        this.environment = environment;
        this.before = town.world().azure().facts();
        this.wrecks = town.world().ours().stream().filter(this::isWreck).toList();
        town.environments().stream()
                .filter(other -> other != environment)
                .forEach(other -> other.claims().elements().stream()
                        .filter(this::stands)
                        .forEach(element -> neighbours.put(element, other)));
    }

    public void planned(PlanResult result) {
        last = result;
        Plan plan = result.plan();
        Set<String> known = new HashSet<>();
        for (Step step : plan.steps()) {
            Broken.unless(
                    known.containsAll(step.dependsOn()) && known.add(step.id()),
                    Invariant.PLAN_IS_ORDERED,
                    step.id() + " after " + step.dependsOn() + " among "
                            + plan.steps().stream().map(Step::id).toList());
        }
    }

    void refused(PlanResult result) {
        Plan plan = result.plan();
        Broken.unless(
                plan.isEmpty() && plan.claims().isEmpty() && plan.released().isEmpty(),
                Invariant.REFUSAL_TOUCHES_NOTHING,
                "a refused plan has steps, claims or releases: " + plan);
        same(before.differences(town.world().azure().facts()), Invariant.REFUSAL_TOUCHES_NOTHING);
    }

    void beforeUndo() {
        closed = Doors.closed(town.world().azure());
    }

    void afterUndo(boolean reopens) {
        List<String> now = Doors.closed(town.world().azure());
        closed.stream().filter(door -> !reopens && !now.contains(door)).forEach(door -> {
            throw new Broken(Invariant.DOORS_STAY_CLOSED, door + " was opened by an undo");
        });
    }

    /** @param drifted where strangers have been meanwhile */
    public void after(Request request, Report report, List<Undone> undone, Set<String> drifted) {
        boolean takenBack = report.end() != End.READY && report.end() != End.PARKED;
        // What a resumed undo takes back, earlier attempts did; it is judged by what is accounted for.
        if (takenBack && !resumed) {
            takenBack(undone, drifted);
        }
        neighbours.keySet().stream()
                .filter(element -> !stands(element) && !town.world().isDrifted(place(element)))
                .forEach(element -> {
                    throw new Broken(
                            Invariant.NEIGHBOURS_STAY_WHOLE,
                            neighbours.get(element).workspace().name() + " needs " + place(element));
                });
        new Accounts(town).check();
        if (report.end() == End.READY && !lacksSomething() && drifted.isEmpty()) {
            nothingLeftToDo(request);
        }
    }

    private void takenBack(List<Undone> undone, Set<String> drifted) {
        Set<String> places = before.differences(town.world().azure().facts());
        places.removeAll(drifted);
        undone.stream()
                .filter(one -> one.outcome().remains())
                .flatMap(one -> one.entry().step().deltas().stream()
                        .map(delta -> Facts.place(one.entry().step().resource(), delta)))
                .forEach(remains -> places.removeIf(place -> Facts.covers(remains, place)));
        wrecks.forEach(wreck ->
                places.removeIf(place -> Facts.covers(Facts.place(ResourceId.of(wreck), ANYTHING), place)));
        same(places, Invariant.TAKEN_BACK_IS_AS_BEFORE);
    }

    private boolean isWreck(String id) {
        return !Hands.provisioningState(town.world().azure().find(id).orElseThrow())
                .equals("Succeeded");
    }

    private void same(Set<String> places, Invariant invariant) {
        Facts now = town.world().azure().facts();
        places.stream().findFirst().ifPresent(place -> {
            throw new Broken(invariant, place + " was " + before.at(place) + ", is " + now.at(place));
        });
    }

    private boolean stands(Element element) {
        return Meaning.stands(
                town.world().azure().find(element.resource()).orElse(null),
                element.wanted(),
                element.wanted().after());
    }

    private static String place(Element element) {
        return Facts.place(element.resource(), element.wanted());
    }

    /** Accepting a world may leave what no document can be without. */
    private boolean lacksSomething() {
        return last.findings().stream().anyMatch(finding -> finding.code() == FindingCode.STILL_MISSING);
    }

    private void nothingLeftToDo(Request request) {
        PlanResult again = again(request);
        boolean pruned = request.type() == RequestType.APPLY;
        if (environment.standing().isEmpty()) {
            Broken.unless(
                    environment.ledger().entries().isEmpty(),
                    Invariant.NOTHING_LEFT_TO_DO,
                    "deleted, but the ledger has " + environment.ledger().entries());
        } else {
            Broken.unless(
                    !again.refused()
                            && again.plan().isEmpty()
                            && (!pruned || again.plan().released().isEmpty()),
                    Invariant.NOTHING_LEFT_TO_DO,
                    "planned again: " + again.findings() + " "
                            + again.plan().steps() + " "
                            + again.plan().released());
        }
    }

    /** An operation leaves more than a document that prunes would. */
    private PlanResult again(Request request) {
        Standing standing = environment.standing().orElse(null);
        ObjectNode document =
                standing == null ? Scene.json("{}") : standing.document().deepCopy();
        if (request.type() != RequestType.APPLY) {
            document.put("prune", false);
        }
        Asked asked = new Asked(
                "again",
                environment.workspace(),
                RequestType.APPLY,
                document,
                standing,
                environment.ledger(),
                Scopes.unlimited());
        return new Preparation(town.world(), town.parents(), Engine.WHOLE).plan(asked);
    }
}
