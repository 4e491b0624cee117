package dev.palisade.workflows.parent;

import static dev.palisade.workflows.parent.Shared.ACCOUNT;
import static dev.palisade.workflows.parent.Shared.CLUSTER;
import static dev.palisade.workflows.parent.Shared.attached;
import static dev.palisade.workflows.parent.Shared.claiming;
import static dev.palisade.workflows.parent.Shared.claims;
import static dev.palisade.workflows.parent.Shared.created;
import static dev.palisade.workflows.parent.Shared.defaultAction;
import static dev.palisade.workflows.parent.Shared.environment;
import static dev.palisade.workflows.parent.Shared.leaving;
import static dev.palisade.workflows.parent.Shared.made;
import static dev.palisade.workflows.parent.Shared.rule;
import static dev.palisade.workflows.parent.Shared.settled;
import static dev.palisade.workflows.parent.Shared.undoing;
import static dev.palisade.workflows.parent.Shared.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.workflows.contract.ParentWorkflow.Inherited;
import dev.palisade.workflows.contract.ParentWorkflow.ParentState;
import dev.palisade.workflows.contract.ParentWorkflow.Settlement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who owns, after all comings and goings, what was made for several. */
class InheritanceTest {
    private static final Element OURS = rule("default");
    private static final Element DENY = defaultAction("Deny");
    /** Environment a closed the account, for itself and for whoever comes. */
    private static final LedgerEntry CLOSED = made("r-a", OURS, DENY);

    private final ParentBook book = new ParentBook(ParentState.of(ACCOUNT));

    /**
     * Environment a made it; others came and went. Each word is an environment: a small letter claims, a capital deletes, in this order.
     */
    @ParameterizedTest
    @CsvSource({
        "a b A,     b",
        "b a A,     b",
        "a b B,     ''",
        "a b B A,   ''",
        "a b A B,   ''",
        "a b c A,   b",
        "a c b A,   c",
        "a b c A B, c",
        "a b c A C, b",
        "a b c B A, c",
        "a b A c B, c",
        "a b A c B C, ''",
        "a A b,     ''",
    })
    void whatOneMadeFallsToTheOldestOtherThatNeedsItAndToNobodyOnceTheLastHasGone(String order, String heir) {
        for (String word : order.split(" ", -1)) {
            String name = word.toLowerCase(Locale.ROOT);
            if (word.equals(name)) {
                claim(name, OURS, DENY);
            } else {
                delete(name);
            }
        }

        assertThat(book.state().claimants().stream()
                        .filter(claimant -> !claimant.inherited().isEmpty())
                        .map(claimant -> claimant.name()))
                .containsExactlyElementsOf(heir.isEmpty() ? List.of() : List.of(heir));
    }

    @Test
    void onlyThePartThatAnotherNeedsIsInherited() {
        claim("a", OURS, DENY);
        claim("b", DENY);

        book.settled(settled("a", "r-a2", Claims.none(), CLOSED));

        assertThat(inheritedBy("b")).containsExactly(DENY);
        assertThat(book.state().claimants().get(1).inherited())
                .extracting(Inherited::from)
                .containsExactly(environment("a"));
    }

    @Test
    void anUndoLeavesWhatItDidToWhoCameMeanwhile() {
        claim("a", OURS, DENY);
        claim("b", DENY);

        var answer = book.leave(undoing("a", CLOSED));
        book.leave(undoing("a", CLOSED));

        assertThat(answer.kept()).extracting(kept -> kept.element()).containsExactly(DENY);
        assertThat(inheritedBy("b")).as("once, though said twice").containsExactly(DENY);
        assertThat(book.state().claimants().get(1).inherited())
                .extracting(inherited -> inherited.entry().state())
                .containsExactly(State.STANDING);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "ADOPTED"})
    void whatWeMayNotHaveMadeIsInheritedByNobody(Ownership ownership) {
        claim("a", DENY);
        claim("b", DENY);
        LedgerEntry entry = new LedgerEntry("r-a", CLOSED.step(), ownership, State.STANDING);

        book.leave(undoing("a", entry));
        book.settled(settled("a", "r-a2", Claims.none(), entry));

        assertThat(inheritedBy("b")).isEmpty();
    }

    @Test
    void anIntentionIsInheritedByNobody() {
        claim("a", DENY);
        claim("b", DENY);
        LedgerEntry intended = new LedgerEntry("r-a", CLOSED.step(), Ownership.CHANGED, State.INTENDED);

        book.settled(settled("a", "r-a", Claims.none(), intended));

        assertThat(inheritedBy("b")).isEmpty();
    }

    @Test
    void theHeirKnowsWhoseTagsAClusterBears() {
        claim("a", whole(CLUSTER));
        book.claim(claiming("b", "r-b", attached("b")));
        book.settled(settled("a", "r-a2", Claims.none(), created("r-a", CLUSTER)));

        var answer = book.leave(leaving("b", whole(CLUSTER)));

        assertThat(answer.kept()).isEmpty();
        assertThat(answer.madeBy()).containsExactly(environment("a"));
        assertThat(book.leave(leaving("c", whole(CLUSTER))).madeBy()).isEmpty();
    }

    @Test
    void whatTwoHadToLeaveToEachOtherStaysWithTheLastAndGoesToTheNextWhoNeedsIt() {
        claim("a", DENY);
        claim("b", DENY);
        // Both made their plans while the other was still there: b keeps it for a, and a for b.
        book.settled(settled("a", "delete-a", Claims.none(), made("r-a", DENY)));
        book.settled(settled("b", "delete-b", Claims.none()));
        assertThat(inheritedBy("b")).as("not lost, though it needs it no more").containsExactly(DENY);

        claim("c", DENY);

        assertThat(inheritedBy("b")).isEmpty();
        assertThat(inheritedBy("c")).containsExactly(DENY);
    }

    @Test
    void anUnfinishedDeleteKeepsWhatItHasInherited() {
        claim("a", DENY);
        claim("b", DENY);
        book.settled(settled("a", "delete-a", Claims.none(), made("r-a", DENY)));

        book.leave(leaving("b", DENY));
        book.settled(settled("b", "parked", Claims.none()));
        assertThat(inheritedBy("b")).containsExactly(DENY);

        book.leave(leaving("b", DENY));
        book.settled(new Settlement(
                environment("b"), "b", "request/again/run", Claims.none(), List.of(), List.of("r-a|storage/shared")));
        assertThat(inheritedBy("b")).isEmpty();
    }

    /** As a request does it: the plan leaves out what others need, announces the rest, and drops all of it from the ledger. */
    private void delete(String name) {
        List<LedgerEntry> own = name.equals("a") ? List.of(CLOSED) : List.of();
        List<Inherited> heritage = book.state().claimants().stream()
                .filter(claimant -> claimant.name().equals(name))
                .flatMap(claimant -> claimant.inherited().stream())
                .toList();
        boolean alone = book.state().claimants().stream()
                .noneMatch(claimant ->
                        !claimant.name().equals(name) && !claimant.claims().isEmpty());
        if (alone) {
            assertThat(book.leave(leaving(name, OURS, DENY)).kept()).isEmpty();
        }
        List<String> settled = Stream.concat(own.stream(), heritage.stream().map(Inherited::entry))
                .map(LedgerEntry::reference)
                .toList();
        book.settled(new Settlement(
                environment(name), name, "request/delete-" + name + "/run", Claims.none(), own, settled));
    }

    private void claim(String name, Element... elements) {
        assertThat(book.claim(claiming(name, "apply-" + name, claims(elements))).conflicts())
                .isEmpty();
        book.settled(settled(name, "apply-" + name, claims(elements)));
    }

    private List<Element> inheritedBy(String name) {
        return book.state().claimants().stream()
                .filter(claimant -> claimant.name().equals(name))
                .flatMap(claimant -> claimant.inherited().stream())
                .flatMap(inherited -> Heritage.elements(inherited).stream())
                .toList();
    }
}
