package dev.palisade.workflows.parent;

import static dev.palisade.workflows.fake.Moments.until;
import static dev.palisade.workflows.parent.Shared.ACCOUNT;
import static dev.palisade.workflows.parent.Shared.CLUSTER;
import static dev.palisade.workflows.parent.Shared.attached;
import static dev.palisade.workflows.parent.Shared.claiming;
import static dev.palisade.workflows.parent.Shared.claims;
import static dev.palisade.workflows.parent.Shared.defaultAction;
import static dev.palisade.workflows.parent.Shared.leaving;
import static dev.palisade.workflows.parent.Shared.rule;
import static dev.palisade.workflows.parent.Shared.settled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.workflows.contract.ParentWorkflow.ClaimAnswer;
import dev.palisade.workflows.contract.ParentWorkflow.Claimant;
import dev.palisade.workflows.contract.ParentWorkflow.Conflict;
import dev.palisade.workflows.contract.ParentWorkflow.LeaveAnswer;
import dev.palisade.workflows.contract.ParentWorkflow.Reason;
import dev.palisade.workflows.fake.SharedStage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class ParentStoriesTest {
    private static final Element DENY = defaultAction("Deny");

    @Test
    void ofManyThatWantToAttachOneClusterAtTheSameTimeOneGetsIt() {
        try (SharedStage stage = new SharedStage(CLUSTER)) {
            List<CompletableFuture<ClaimAnswer>> answers = Stream.of("a", "b", "c", "d")
                    .map(name -> CompletableFuture.supplyAsync(
                            () -> stage.claim(claiming(name, "r-" + name, attached(name)))))
                    .toList();

            List<List<Conflict>> conflicts =
                    answers.stream().map(answer -> answer.join().conflicts()).toList();

            assertThat(conflicts).filteredOn(List::isEmpty).hasSize(1);
            assertThat(conflicts)
                    .filteredOn(refused -> !refused.isEmpty())
                    .hasSize(3)
                    .allSatisfy(refused ->
                            assertThat(refused).extracting(Conflict::reason).containsExactly(Reason.ATTACHED));
            assertThat(stage.parent().state().claimants())
                    .filteredOn(claimant -> !claimant.claims().isEmpty())
                    .hasSize(1);
        }
    }

    @Test
    void whoLeavesWhileAnotherClaimsEitherTakesBackOrLeavesItToTheOther() {
        try (SharedStage stage = new SharedStage(ACCOUNT)) {
            stage.claim(claiming("a", "r-a", claims(DENY)));
            CompletableFuture<LeaveAnswer> leaves =
                    CompletableFuture.supplyAsync(() -> stage.leave(leaving("a", DENY)));
            CompletableFuture<ClaimAnswer> claims =
                    CompletableFuture.supplyAsync(() -> stage.claim(claiming("b", "r-b", claims(DENY))));

            boolean takenBack = leaves.join().kept().isEmpty();
            boolean claimed = claims.join().conflicts().isEmpty();

            assertThat(takenBack).as("exactly one of the two may go ahead").isNotEqualTo(claimed);
        }
    }

    @Test
    void aSettlementThatFollowsAClaimIsReadAfterIt() {
        try (SharedStage stage = new SharedStage(ACCOUNT)) {
            stage.claim(claiming("a", "r-a", claims(DENY, rule("default"))));

            stage.parent().settled(settled("a", "r-a", claims(DENY)));

            assertThat(claimsOfA(stage).elements()).containsExactly(DENY);
        }
    }

    @Test
    void aNewRunTakesOverBeforeTemporalsLimitOfUpdatesAndLosesNothing() {
        try (SharedStage stage = new SharedStage(ACCOUNT)) {
            stage.claim(claiming("a", "r-a", claims(DENY)));
            String first = stage.runOf(stage.parentId());
            // As many as the requests of months; those of a run that has settled are harmless.
            for (int i = 0; i < 600; i++) {
                stage.parent().settled(settled("b", "r-b", Claims.none()));
            }

            until(() -> !stage.runOf(stage.parentId()).equals(first));
            stage.claim(claiming("c", "r-c", claims(DENY)));

            assertThat(stage.parent().state().claimants())
                    .extracting(Claimant::name)
                    .contains("a", "c")
                    .startsWith("a");
            assertThat(claimsOfA(stage).elements()).containsExactly(DENY);
        }
    }

    @Test
    void anOperatorsCancelByMistakeLosesNothing() {
        try (SharedStage stage = new SharedStage(ACCOUNT)) {
            stage.claim(claiming("a", "r-a", claims(DENY)));

            stage.workflow(stage.parentId()).cancel();

            assertThat(stage.claim(claiming("b", "r-b", claims(defaultAction("Allow"))))
                            .conflicts())
                    .hasSize(1);
        }
    }

    private static Claims claimsOfA(SharedStage stage) {
        return stage.parent().state().claimants().get(0).claims();
    }
}
