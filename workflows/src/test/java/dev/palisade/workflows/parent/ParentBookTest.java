package dev.palisade.workflows.parent;

import static dev.palisade.workflows.parent.Shared.ACCOUNT;
import static dev.palisade.workflows.parent.Shared.CLUSTER;
import static dev.palisade.workflows.parent.Shared.SUBNET;
import static dev.palisade.workflows.parent.Shared.attached;
import static dev.palisade.workflows.parent.Shared.claiming;
import static dev.palisade.workflows.parent.Shared.claims;
import static dev.palisade.workflows.parent.Shared.defaultAction;
import static dev.palisade.workflows.parent.Shared.environment;
import static dev.palisade.workflows.parent.Shared.leaving;
import static dev.palisade.workflows.parent.Shared.room;
import static dev.palisade.workflows.parent.Shared.rule;
import static dev.palisade.workflows.parent.Shared.run;
import static dev.palisade.workflows.parent.Shared.settled;
import static dev.palisade.workflows.parent.Shared.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.workflows.contract.ParentActivities;
import dev.palisade.workflows.contract.ParentWorkflow.Claimant;
import dev.palisade.workflows.contract.ParentWorkflow.Claiming;
import dev.palisade.workflows.contract.ParentWorkflow.Conflict;
import dev.palisade.workflows.contract.ParentWorkflow.Kept;
import dev.palisade.workflows.contract.ParentWorkflow.Leaving;
import dev.palisade.workflows.contract.ParentWorkflow.ParentState;
import dev.palisade.workflows.contract.ParentWorkflow.Reason;
import dev.palisade.workflows.contract.ParentWorkflow.Settlement;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParentBookTest {
    private static final Element OURS = rule("default");
    private static final Element THEIRS = rule("other");
    private static final Element DENY = defaultAction("Deny");

    private final ParentBook book = new ParentBook(ParentState.of(ACCOUNT));

    @Test
    void theSameElementMayBeClaimedByAnyNumberAndBySomebodyTwice() {
        assertThat(claim("a", claims(OURS, DENY))).isEmpty();
        assertThat(claim("b", claims(DENY))).isEmpty();
        assertThat(claim("a", claims(OURS, DENY))).isEmpty();

        assertThat(claimsOf("a").elements()).containsExactlyInAnyOrder(OURS, DENY);
        assertThat(claimsOf("b").elements()).containsExactly(DENY);
    }

    @Test
    void whatAnotherWantsOtherwiseIsRefusedAndNothingOfTheClaimIsKept() {
        claim("a", claims(DENY));

        List<Conflict> conflicts = claim("b", claims(THEIRS, defaultAction("Allow")));

        assertThat(conflicts).extracting(Conflict::reason).containsExactly(Reason.OTHER_VALUE);
        assertThat(conflicts.get(0).name()).isEqualTo("a");
        assertThat(conflicts.get(0).what()).isEqualTo(ACCOUNT + " (/properties/networkAcls/defaultAction)");
        assertThat(claimsOf("b").isEmpty()).isTrue();
    }

    @Test
    void theSameValueInAnotherSpellingIsNoConflict() {
        claim("a", claims(DENY, rule("Default")));

        assertThat(claim("b", claims(defaultAction("deny"), rule("DEFAULT")))).isEmpty();
    }

    @Test
    void aClusterIsAttachedOnceUntilItsHolderHasSettledWithoutIt() {
        assertThat(claim("a", attached("a"))).isEmpty();
        assertThat(claim("a", attached("a"))).isEmpty();

        assertThat(claim("b", attached("b"))).extracting(Conflict::reason).containsExactly(Reason.ATTACHED);
        book.settled(settled("a", "r-a", Claims.none()));

        assertThat(claim("b", attached("b"))).isEmpty();
    }

    @Test
    void reservedAddressesAreNobodysConflictAndTheLargerReservationCounts() {
        assertThat(claim("a", room(4, "x"))).isEmpty();
        assertThat(claim("b", room(250, "y"))).isEmpty();
        assertThat(claim("a", room(2, "x"))).isEmpty();

        assertThat(claimsOf("a").addresses())
                .singleElement()
                .satisfies(reserved -> assertThat(reserved.count()).isEqualTo(4));
        book.settled(settled("a", "r-a", room(2, "x")));
        assertThat(claimsOf("a").addresses())
                .singleElement()
                .satisfies(reserved -> assertThat(reserved.count()).isEqualTo(2));
    }

    @Test
    void whoLeavesBeforeAnotherClaimsMayTakeBackAndTheOtherWaits() {
        claim("a", claims(OURS, DENY));

        assertThat(book.leave(leaving("a", OURS, DENY)).kept()).isEmpty();
        List<Conflict> conflicts = claim("b", claims(DENY));

        assertThat(conflicts).extracting(Conflict::reason).containsExactly(Reason.LEAVING);
        book.settled(settled("a", "r-a", Claims.none()));
        assertThat(claim("b", claims(DENY))).isEmpty();
    }

    @Test
    void whoLeavesAfterAnotherHasClaimedLeavesThatToIt() {
        claim("a", claims(OURS, DENY));
        claim("b", claims(DENY, THEIRS));

        List<Kept> kept = book.leave(leaving("a", OURS, DENY)).kept();

        assertThat(kept).extracting(Kept::element).containsExactly(DENY);
        assertThat(kept).extracting(Kept::environment).containsExactly(environment("b"));
        assertThat(claim("b", claims(DENY)))
                .as("it needs it as before: nobody takes it back")
                .isEmpty();
        assertThat(claim("c", claims(DENY))).as("so anybody may come").isEmpty();
    }

    @Test
    void ofTwoThatLeaveAtTheSameTimeTheSecondTakesBack() {
        claim("a", claims(DENY));
        claim("b", claims(DENY));

        assertThat(book.leave(leaving("a", DENY)).kept()).hasSize(1);
        assertThat(book.leave(leaving("b", DENY)).kept()).isEmpty();
        assertThat(book.leave(leaving("b", DENY)).kept()).as("said twice").isEmpty();
        assertThat(claim("c", claims(DENY)))
                .extracting(Conflict::reason)
                .containsExactly(Reason.LEAVING, Reason.LEAVING);
    }

    @Test
    void whoClaimsAgainWhatItWasLeavingIsNotLeavingAnyMore() {
        claim("a", claims(DENY));
        book.leave(leaving("a", DENY));

        assertThat(claim("a", claims(DENY))).isEmpty();

        assertThat(claim("b", claims(DENY))).isEmpty();
    }

    @Test
    void aWholeResourceIsNotTakenAwayFromWhoNeedsAnythingInIt() {
        claim("a", claims(whole(CLUSTER)));
        claim("b", attached("b"));
        claim("c", room(3, "x"));

        assertThat(book.leave(leaving("a", whole(CLUSTER))).kept())
                .extracting(Kept::name)
                .containsExactly("b");
        assertThat(book.leave(leaving("a", whole(SUBNET.topLevel()))).kept())
                .extracting(Kept::name)
                .containsExactly("c");
    }

    @Test
    void aRunThatHasSettledHasNothingMoreToSay() {
        claim("a", claims(OURS));
        book.settled(settled("a", "r-a", claims(OURS)));
        claim("a", "r-2", claims(DENY));

        book.settled(settled("a", "r-a", Claims.none()));
        claim("a", claims(THEIRS));

        assertThat(claimsOf("a").elements())
                .as("the second word of r-a, and a claim of it that was under way for too long, are ignored")
                .containsExactlyInAnyOrder(OURS, DENY);
    }

    @Test
    void whoWaitsForAPersonInTheMiddleOfItsWorkKeepsItsClaimsWhileAnotherRequestEnds() {
        claim("a", "away", claims(OURS));
        claim("a", "next", claims(DENY));

        book.settled(settled("a", "next", claims(DENY)));

        assertThat(claimsOf("a").elements()).containsExactlyInAnyOrder(OURS, DENY);
        claim("a", "away", claims(OURS, THEIRS));
        assertThat(claimsOf("a").elements()).containsExactlyInAnyOrder(OURS, DENY, THEIRS);
        book.settled(settled("a", "away", claims(THEIRS)));
        assertThat(claimsOf("a").elements()).containsExactly(THEIRS);
    }

    @Test
    void whatARunSaysBeforeItsEndDoesNotMakeItsLastWordComeTooLate() {
        claim("a", "prune", claims(OURS, DENY));
        String run = run("prune");

        book.settled(new Settlement(
                environment("a"), "a", ParentActivities.beforeTheEnd(run), claims(DENY), List.of(), List.of()));
        assertThat(claimsOf("a").elements()).containsExactly(DENY);
        claim("a", "prune", claims(DENY, THEIRS));
        book.settled(settled("a", "prune", claims(THEIRS)));

        assertThat(claimsOf("a").elements()).containsExactly(THEIRS);
    }

    @Test
    void theEndOfATerminatedRequestDoesNotTouchWhatTheNextHasClaimed() {
        claim("a", "dead", claims(OURS));
        claim("a", "next", claims(DENY));

        book.settled(settled("a", "dead", claims(THEIRS)));

        assertThat(claimsOf("a").elements()).containsExactlyInAnyOrder(THEIRS, DENY);
    }

    @Test
    void whatARunClaimedThatWasResetIsOverWithTheRunThatReplacedIt() {
        book.claim(new Claiming(environment("a"), "a", "request/r/first", claims(OURS)));
        book.claim(new Claiming(environment("a"), "a", "request/r/second", claims(DENY)));

        book.settled(new Settlement(environment("a"), "a", "request/r/second", claims(DENY), List.of(), List.of()));

        assertThat(claimsOf("a").elements()).containsExactly(DENY);
    }

    @Test
    void theNextRunKnowsAllButThoseWhoseClaimsAreOver() {
        claim("a", claims(OURS));
        claim("b", claims(DENY));
        book.leave(leaving("a", OURS));
        book.settled(settled("b", "r-b", Claims.none()));

        ParentBook next = new ParentBook(book.carriedOver());

        assertThat(book.state().claimants()).extracting(Claimant::name).containsExactly("a", "b");
        assertThat(next.state().claimants()).extracting(Claimant::name).containsExactly("a");
        assertThat(next.claim(claiming("b", "r-9", claims(OURS))).conflicts()).hasSize(1);
    }

    @Test
    void theNewestNameOfAnEnvironmentIsShown() {
        book.leave(new Leaving(environment("ws"), "", List.of(OURS), null));
        assertThat(book.state().claimants()).extracting(Claimant::name).containsExactly("ws");

        book.claim(new Claiming(environment("ws"), "churn-prod", run("r"), claims(DENY)));

        assertThat(book.state().claimants()).extracting(Claimant::name).containsExactly("churn-prod");
    }

    private List<Conflict> claim(String name, Claims claims) {
        return claim(name, "r-" + name, claims);
    }

    private List<Conflict> claim(String name, String request, Claims claims) {
        return book.claim(claiming(name, request, claims)).conflicts();
    }

    private Claims claimsOf(String name) {
        return book.state().claimants().stream()
                .filter(claimant -> claimant.environment().equals(environment(name)))
                .findFirst()
                .orElseThrow()
                .claims();
    }
}
