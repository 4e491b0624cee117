package dev.palisade.client.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.client.SampleRequest;
import dev.palisade.client.temporal.EnvironmentView;
import dev.palisade.client.temporal.PendingActivity;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.client.timing.TimeScale;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Generation;
import dev.palisade.workflows.contract.RequestState;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RequestTextTest {
    private final RequestText text = new RequestText(TimeScale.simulated(120), ZoneOffset.UTC, Style.PLAIN);

    @Test
    void aRunningRequestSaysWhatAzureIsAtAndWhereThatWasRead() {
        assertThat(joined(text.screen(
                        SampleRequest.view(SampleRequest.applying(), 10, SampleRequest.awaiting(3)), List.of())))
                .isEqualTo("""
                Request churn-1: APPLYING, changing Azure
                  From Temporal at 127.0.0.1:7233 (a worker's answer), seen 21:00:10.
                  apply of churn for team research, generation 1, profile current
                  environment /subscriptions/s/resourcegroups/g/providers/microsoft.machinelearningservices/workspaces/ws
                  accepted 2026-11-22 21:00:00, running for 10 s real
                  Azure is simulated: its clock runs 120 times as fast as ours.

                Steps
                  done           2 min 00 s of about 30 s simulated     Add service endpoint to subnet aks
                  Azure at work  16 min 00 s of about 20 min simulated  Create cluster myaks                attempt 3: myaks is Creating; next look 21:00:11
                  as asked already: ws (Microsoft.MachineLearningServices/workspaces)

                What helps now
                  ./palisade cancel churn-1  stops it and takes back what it has done""");
    }

    @Test
    void whatHelpsAgainstAFailureIsSaidInTheReadersLanguageAndAzuresWordsStay() {
        RequestText korean = new RequestText(TimeScale.simulated(120), ZoneOffset.UTC, Style.PLAIN, Locale.KOREAN);

        assertThat(joined(korean.screen(SampleRequest.view(SampleRequest.rolledBack(), 25), List.of())))
                .contains("SkuNotAvailable: The VM size is not available here.")
                .contains("막고 있는 것: 지역의 용량.");
    }

    @Test
    void aRequestThatWasTakenBackSaysWhyAndWhatRemains() {
        assertThat(joined(text.screen(SampleRequest.view(SampleRequest.rolledBack(), 25), List.of())))
                .isEqualTo("""
                Request churn-1: ROLLED_BACK, it failed, and what could be taken back was
                  From Temporal at 127.0.0.1:7233 (a worker's answer), seen 21:00:25.
                  apply of churn for team research, generation 1, profile current
                  environment /subscriptions/s/resourcegroups/g/providers/microsoft.machinelearningservices/workspaces/ws
                  accepted 2026-11-22 21:00:00, ended 21:00:20, took 20 s real
                  Azure is simulated: its clock runs 120 times as fast as ours.

                Steps
                  taken back  2 min 00 s of about 30 s simulated     Add service endpoint to subnet aks
                  taken back  14 min 00 s of about 20 min simulated  Create cluster myaks
                  as asked already: ws (Microsoft.MachineLearningServices/workspaces)

                Failed at compute/myaks, while creating cluster myaks:
                  SkuNotAvailable: The VM size is not available here.
                  resource /subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/myaks
                  Your move: mend what Azure or the findings say, in the document or in Azure.
                  In the way: the region's capacity. Azure has too few of these machines there just now: choose another size or region, or retry later; more quota does not help.
                  Azure's request id r-1, correlation id c-1
                Undo, in this order:
                  taken back   compute/myaks  deleted
                  kept closed  network/aks    the cluster's door stays closed
                What remains of it:
                  /subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/aks: the cluster's door stays closed

                What helps now
                  ./palisade retry churn-1  runs it again as a further attempt; what is done is not done again""");
    }

    @Test
    void whatMakesNoProgressIsMarkedWithWhereItWaitsAndWhoseMoveItIs() {
        RequestView view =
                SampleRequest.slow(SampleRequest.view(SampleRequest.applying(), 900), SampleRequest.slowCluster());
        String marked =
                "  SLOW: no progress since 2026-11-22 21:00:03 (usual: about 10 s real), waits for AZURE_OPERATION:"
                        + " creating managed cluster myaks: Azure says Creating; next move: NOBODY";

        assertThat(text.screen(view, List.of())).contains(marked);
        assertThat(text.progress(view)).contains(marked);
    }

    @Test
    void aPlanThatWaitsIsShownWithItsHashAndTheCommandsThatDecide() {
        assertThat(joined(text.screen(
                        SampleRequest.view(SampleRequest.in(RequestState.AWAITING_APPROVAL), 5), List.of())))
                .contains("AWAITING_APPROVAL, waits for somebody to approve the plan")
                .contains("Plan hash 3f5a9c1e77aa")
                .endsWith("""
                What helps now
                  It holds no turn while it waits: others may change the environment, and the plan with it.
                  ./palisade approve churn-1 --plan 3f5a9c1e77aa  lets this plan run, and no other
                  ./palisade reject churn-1 --plan 3f5a9c1e77aa   refuses this plan; the request ends and nothing of it is done
                  ./palisade cancel churn-1                       stops it and takes back what it has done""");
    }

    @Test
    void whatAStuckEnvironmentNeedsIsToldWhateverBecameOfTheNewestAttempt() {
        RequestView cancelled = SampleRequest.in(
                new EnvironmentView("churn", null, "churn-1"),
                SampleRequest.view(SampleRequest.in(RequestState.CANCELLED), 5));

        assertThat(joined(text.screen(cancelled, List.of()))).endsWith("""
                What helps now
                  Its environment is stuck with what an earlier undo of this request could not take back. Nobody else gets the environment's turn before this one is resumed, retried or accepted.
                  ./palisade resume churn-1  goes on with the undo, once the cause is mended
                  ./palisade retry churn-1   runs it again as a further attempt; what is done is not done again
                  ./palisade accept churn-1  keeps the world as it is now, as the desired one""");
    }

    @Test
    void whatARetryWouldReplaceIsToldWithIt() {
        RequestView parked = SampleRequest.in(
                new EnvironmentView("churn", new Generation(3, "churn-2", "digest"), null),
                SampleRequest.view(SampleRequest.in(RequestState.PARKED, RequestType.APPLY, 2), 5));

        assertThat(joined(text.screen(parked, List.of())))
                .contains("  Generation 3 stands by now, by request churn-2: retry replaces it only with --anyway.");
    }

    @Test
    void anOperationIsOfTheEnvironmentByTheNameThatItsDocumentGaveIt() {
        EnvironmentView environment = new EnvironmentView("churn-prod", null, null);
        RequestView scale = SampleRequest.view(SampleRequest.in(RequestState.READY, RequestType.COMPUTE_SCALE, 2), 5);
        RequestView apply = SampleRequest.view(SampleRequest.in(RequestState.READY), 5);

        assertThat(text.head(SampleRequest.in(environment, scale)))
                .anySatisfy(line -> assertThat(line).startsWith("  compute scale of churn-prod for team research"));
        assertThat(text.head(scale)).anySatisfy(line -> assertThat(line).startsWith("  compute scale of churn for"));
        assertThat(text.head(SampleRequest.in(environment, apply)))
                .anySatisfy(line -> assertThat(line).startsWith("  apply of churn for team research"));
    }

    @Test
    void aPauseIsToldInTheOperatorsWordsAndWhoAskedForTheAttempt() {
        assertThat(joined(text.screen(
                        SampleRequest.view(
                                SampleRequest.paused("Writes are paused everywhere by lee: Azure incident"), 10),
                        List.of())))
                .contains("  attempt 2, asked for by kim (declared, not authenticated)")
                .contains("""
                What helps now
                  Writes are paused everywhere by lee: Azure incident
                  ./palisade pauses          lists the pauses; ./palisade unpause ends one""");
    }

    @Test
    void aCancelSaysWhatThereWasAtThatMoment() {
        assertThat(joined(text.ending(SampleRequest.view(
                        SampleRequest.cancelled(SampleRequest.applying(), "wrong subnet, by kim"), 10))))
                .contains("""
                Cancelled at 21:00:03: wrong subnet, by kim
                What there was at that moment:
                  done           network/aks
                  Azure at work  compute/myaks""");
    }

    @Test
    void earlierAttemptsAreListedWithHowTheyEndedAndWhereTheyAreReadInFull() {
        assertThat(joined(text.screen(
                        SampleRequest.view(SampleRequest.ready(), 20),
                        List.of(SampleRequest.view(SampleRequest.rolledBack(), 20)))))
                .endsWith("""
                Earlier attempts
                  1  ROLLED_BACK  apply  started 2026-11-22 21:00:00  compute/myaks: SkuNotAvailable
                  In full: ./palisade show churn-1/attempt-1""");
    }

    @Test
    void whatKeepsTheRequestAsAWholeFromGoingOnIsTold() {
        var planning = new PendingActivity("planning.Prepare", null, false, 3, "Azure does not answer", null);

        assertThat(joined(text.screen(
                        SampleRequest.view(SampleRequest.in(RequestState.PLANNING), 5, planning), List.of())))
                .contains("  planning.Prepare is tried again: Azure does not answer");
    }

    @Test
    void withoutAWorkerItSaysWhatTemporalAloneKnows() {
        assertThat(joined(text.screen(SampleRequest.withoutWorker(), List.of())))
                .isEqualTo("""
        Request churn-1: APPLYING, changing Azure
          From Temporal at 127.0.0.1:7233 (search attributes only: no worker answered), seen 21:00:05.
          Azure is simulated: its clock runs 120 times as fast as ours.
          team research
          environment /subscriptions/s/resourcegroups/g/providers/microsoft.machinelearningservices/workspaces/ws
          step compute/myaks
          started 2026-11-22 21:00:00
          pending step.Await for compute/myaks, attempt 2, before: myaks is Creating, next 21:00:11
          Its steps can be read again when a worker runs.

        What helps now
          ./palisade cancel churn-1  stops it and takes back what it has done""");
    }

    @Test
    void ofWhatANewerBuildHasWrittenItSaysWhatTemporalAloneKnows() {
        RequestView unanswered = SampleRequest.withoutWorker();
        RequestView newer = new RequestView(
                unanswered.listing(),
                RequestView.Source.NEWER_BUILD,
                unanswered.seenAt(),
                unanswered.temporal(),
                null,
                unanswered.pending(),
                List.of(),
                null);

        assertThat(joined(text.screen(newer, List.of())))
                .contains(
                        "(search attributes only: the rest was written by another build, or is damaged; ask with that version)")
                .contains("  pending step.Await for compute/myaks")
                .doesNotContain("when a worker runs");
    }

    @Test
    void aRunTerminatedFromOutsideDoesNotLookAsIfItWentOn() {
        RequestView running = SampleRequest.view(SampleRequest.applying(), 10);
        assertThat(text.state(SampleRequest.terminated(running))).contains("TERMINATED in Temporal from outside");
    }

    @Test
    void timesOfARealAzureAreCalledReal() {
        RequestText real = new RequestText(TimeScale.REAL, ZoneOffset.UTC, Style.PLAIN);

        assertThat(joined(real.progress(SampleRequest.view(SampleRequest.applying(), 10))))
                .contains("8 s of about 20 min real")
                .doesNotContain("simulated");
    }

    @Test
    void coloursAddNothingToTheWords() {
        RequestText coloured = new RequestText(TimeScale.simulated(120), ZoneOffset.UTC, Style.COLOURED);
        RequestView view = SampleRequest.view(SampleRequest.rolledBack(), 25);

        String withColours = joined(coloured.screen(view, List.of()));
        assertThat(withColours).contains("\u001b[");
        assertThat(withColours.replaceAll("\u001b\\[[0-9]*m", "")).isEqualTo(joined(text.screen(view, List.of())));
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines);
    }
}
