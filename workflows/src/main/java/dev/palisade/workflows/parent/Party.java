package dev.palisade.workflows.parent;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Attachment;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Overlap;
import dev.palisade.workflows.contract.ParentWorkflow.Claimant;
import dev.palisade.workflows.contract.ParentWorkflow.Conflict;
import dev.palisade.workflows.contract.ParentWorkflow.Inherited;
import dev.palisade.workflows.contract.ParentWorkflow.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One environment's part in a parent: what it claims, what of that it is leaving, what it has inherited. */
final class Party {
    private final String environment;
    private String name;
    private Claims claims;
    private final List<Element> leaving;
    private final List<Inherited> inherited;

    Party(Claimant claimant) {
        environment = claimant.environment();
        name = claimant.name();
        claims = claimant.claims();
        leaving = new ArrayList<>(claimant.leaving());
        inherited = new ArrayList<>(claimant.inherited());
    }

    Party(String environment, String name) {
        this(new Claimant(environment, name, Claims.none(), List.of(), List.of()));
    }

    Claimant claimant() {
        return new Claimant(environment, name, claims, leaving, inherited);
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

    void claim(Claims more) {
        claims = claims.plus(more);
        leaving.removeIf(left -> Overlap.needs(more, left));
    }

    void leave(List<Element> elements) {
        elements.stream()
                .filter(element -> leaving.stream().noneMatch(left -> Overlap.same(left, element)))
                .forEach(leaving::add);
    }

    /** @param exactly null to keep what is claimed. @return what it was leaving until now */
    List<Element> settle(@Nullable Claims exactly) {
        List<Element> left = List.copyOf(leaving);
        leaving.clear();
        claims = exactly == null ? claims : exactly;
        return left;
    }

    /** What it is leaving it needs no more: of two that go at the same time, the second may take back. */
    boolean needs(Element element) {
        return Overlap.needs(claims, element) && leaving.stream().noneMatch(left -> Overlap.isPartOf(element, left));
    }

    boolean contradicts(Element wanted) {
        return claims.elements().stream().anyMatch(claimed -> needs(claimed) && Overlap.contradicts(claimed, wanted));
    }

    boolean holds(Attachment wanted) {
        return claims.attachments().stream()
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
        return claims.isEmpty() && leaving.isEmpty() && inherited.isEmpty();
    }

    Conflict conflict(Reason reason, ResourceId resource) {
        return new Conflict(reason, environment, name, resource.toString());
    }

    Conflict conflict(Reason reason, Element element) {
        Delta wanted = element.wanted();
        String place = wanted.path().isEmpty() ? "" : " (" + Overlap.place(wanted) + ")";
        return new Conflict(reason, environment, name, element.resource() + place);
    }
}
