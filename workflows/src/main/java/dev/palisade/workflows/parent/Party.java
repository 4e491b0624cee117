package dev.palisade.workflows.parent;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Attachment;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Overlap;
import dev.palisade.workflows.contract.ParentActivities;
import dev.palisade.workflows.contract.ParentWorkflow.Claimant;
import dev.palisade.workflows.contract.ParentWorkflow.Conflict;
import dev.palisade.workflows.contract.ParentWorkflow.Inherited;
import dev.palisade.workflows.contract.ParentWorkflow.Pending;
import dev.palisade.workflows.contract.ParentWorkflow.Reason;
import dev.palisade.workflows.contract.ParentWorkflow.Settlement;
import java.util.ArrayList;
import java.util.List;

/** One environment's part in a parent: what it claims, what of that it is leaving, what it has inherited. */
final class Party {
    /** A word that comes later than ten others of the same environment is not waited for. */
    private static final int SETTLED_KEPT = 10;

    private final String environment;
    private String name;
    private Claims settled;
    private final List<Pending> pending;
    private final List<Element> leaving;
    private final List<Inherited> inherited;
    private final List<String> settledRuns;

    Party(Claimant claimant) {
        environment = claimant.environment();
        name = claimant.name();
        settled = claimant.settled();
        pending = new ArrayList<>(claimant.pending());
        leaving = new ArrayList<>(claimant.leaving());
        inherited = new ArrayList<>(claimant.inherited());
        settledRuns = new ArrayList<>(claimant.settledRuns());
    }

    Party(String environment) {
        this(new Claimant(
                environment,
                ResourceId.of(environment).name(),
                Claims.none(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    }

    Claimant claimant() {
        return new Claimant(environment, name, settled, pending, leaving, inherited, settledRuns);
    }

    String environment() {
        return environment;
    }

    String name() {
        return name;
    }

    /** The newest name counts; a caller that does not know it says none. */
    void rename(String newest) {
        name = newest.isEmpty() ? name : newest;
    }

    List<Element> leaving() {
        return leaving;
    }

    Claims claims() {
        return claimant().claims();
    }

    void claim(String run, Claims more) {
        Claims earlier = pending.stream()
                .filter(one -> one.run().equals(run))
                .map(Pending::claims)
                .reduce(Claims.none(), Claims::plus);
        pending.removeIf(one -> one.run().equals(run));
        pending.add(new Pending(run, earlier.plus(more)));
        leaving.removeIf(left -> Overlap.needs(more, left));
    }

    void leave(List<Element> elements) {
        elements.stream()
                .filter(element -> leaving.stream().noneMatch(left -> Overlap.same(left, element)))
                .forEach(leaving::add);
    }

    /** Other requests of the environment may be in the middle of their work, waiting for a person: only what this one claimed is over. */
    void settle(Settlement settlement) {
        settled = settlement.claims();
        leaving.clear();
        String run = settlement.run();
        List<String> own = pending.stream()
                .map(Pending::run)
                .filter(claimed -> workflow(claimed).equals(workflow(run)))
                .toList();
        pending.removeIf(one -> own.contains(one.run()));
        own.stream()
                .filter(claimed -> !run.equals(ParentActivities.beforeTheEnd(claimed)))
                .forEach(this::over);
        over(run);
    }

    private void over(String run) {
        settledRuns.remove(run);
        settledRuns.add(run);
        if (settledRuns.size() > SETTLED_KEPT) {
            settledRuns.remove(0);
        }
    }

    /** Without the run: an operator may have reset it. */
    private static String workflow(String run) {
        return run.substring(0, run.lastIndexOf('/'));
    }

    boolean hasSettled(String run) {
        return settledRuns.contains(run);
    }

    /** What it is leaving it needs no more: of two that go at the same time, the second may take back. */
    boolean needs(Element element) {
        return Overlap.needs(claims(), element) && leaving.stream().noneMatch(left -> Overlap.isPartOf(element, left));
    }

    boolean contradicts(Element wanted) {
        return claims().elements().stream().anyMatch(claimed -> needs(claimed) && Overlap.contradicts(claimed, wanted));
    }

    boolean holds(Attachment wanted) {
        return claims().attachments().stream()
                .anyMatch(attachment -> attachment.cluster().equals(wanted.cluster()));
    }

    void inherit(Inherited more) {
        for (int i = 0; i < inherited.size(); i++) {
            if (Heritage.sameOrigin(inherited.get(i), more)) {
                inherited.set(i, Heritage.together(inherited.get(i), more));
                return;
            }
        }
        inherited.add(more);
    }

    /** Gives away what it inherited and does not need. */
    List<Inherited> takeUnneeded() {
        List<Inherited> all = List.copyOf(inherited);
        inherited.clear();
        List<Inherited> unneeded = new ArrayList<>();
        for (Inherited one : all) {
            for (Element element : Heritage.elements(one)) {
                Inherited part = Heritage.only(one, element);
                if (needs(element)) {
                    inherit(part);
                } else {
                    unneeded.add(part);
                }
            }
        }
        return unneeded;
    }

    /** Whose tags the resources bear that it has inherited of these. */
    List<String> makersOf(List<Element> elements) {
        return inherited.stream()
                .filter(one -> Heritage.elements(one).stream()
                        .anyMatch(part -> elements.stream().anyMatch(element -> Overlap.isPartOf(part, element))))
                .map(Inherited::from)
                .distinct()
                .toList();
    }

    boolean isIdle() {
        return claims().isEmpty() && leaving.isEmpty() && inherited.isEmpty();
    }

    Conflict conflict(Reason reason, ResourceId resource) {
        return new Conflict(reason, environment, name, resource.toString());
    }

    Conflict conflict(Reason reason, Element element) {
        Delta wanted = element.wanted();
        String place = wanted.path().isEmpty() ? "" : " (" + wanted.place() + ")";
        return new Conflict(reason, environment, name, element.resource() + place);
    }
}
