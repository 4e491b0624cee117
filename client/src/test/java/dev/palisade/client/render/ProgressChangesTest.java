package dev.palisade.client.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.client.SampleRequest;
import dev.palisade.client.temporal.PendingActivity;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.client.timing.TimeScale;
import dev.palisade.workflows.contract.RequestState;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressChangesTest {
    private final ProgressChanges changes = new ProgressChanges(TimeScale.simulated(120), ZoneOffset.UTC);

    @Test
    void theFirstLookTellsAllThatIsKnown() {
        RequestView first = SampleRequest.view(SampleRequest.applying(), 10, SampleRequest.awaiting(2));

        assertThat(changes.between(null, first))
                .containsExactly(
                        "From Temporal at 127.0.0.1:7233. Azure is simulated: its clock runs 120 times as fast as ours."
                                + " Each line has the time at which it was seen.",
                        "21:00:10 APPLYING, changing Azure",
                        "21:00:10 Add service endpoint to subnet aks: done after 2 min 00 s simulated (1 s real)",
                        "21:00:10 Create cluster myaks: Azure at work, about 20 min simulated",
                        "21:00:10 Create cluster myaks: myaks is Creating");
    }

    @Test
    void anotherAttemptForTheSameReasonIsNoNews() {
        RequestView first = SampleRequest.view(SampleRequest.applying(), 10, SampleRequest.awaiting(2));
        RequestView second = SampleRequest.view(SampleRequest.applying(), 11, SampleRequest.awaiting(3));

        assertThat(changes.between(first, second)).isEmpty();
    }

    @Test
    void howOftenAzureWasAskedIsNoNewsEither() {
        RequestView first =
                SampleRequest.view(SampleRequest.applying(), 10, waiting("Azure says Creating; asked once"));
        RequestView second =
                SampleRequest.view(SampleRequest.applying(), 11, waiting("Azure says Creating; asked 2 times"));
        RequestView third =
                SampleRequest.view(SampleRequest.applying(), 12, waiting("Azure says Updating; asked 3 times"));

        assertThat(changes.between(first, second)).isEmpty();
        assertThat(changes.between(second, third))
                .containsExactly("21:00:12 Create cluster myaks: Azure says Updating; asked 3 times");
    }

    private static PendingActivity waiting(String reason) {
        return new PendingActivity("step.Await", SampleRequest.CLUSTER.id(), false, 2, reason, null);
    }

    @Test
    void aStepThatEndedTellsHowLongItTook() {
        RequestView before = SampleRequest.view(SampleRequest.applying(), 10);
        RequestView after = SampleRequest.view(SampleRequest.ready(), 13);

        assertThat(changes.between(before, after))
                .containsExactly(
                        "21:00:13 Create cluster myaks: done after 20 min 00 s simulated (10 s real)",
                        "21:00:13 READY, Azure is as the document says");
    }

    @Test
    void aStepThatFailedSaysWhyAtOnce() {
        RequestView before = SampleRequest.view(SampleRequest.applying(), 10);
        RequestView after = SampleRequest.view(SampleRequest.failing(), 11);

        assertThat(changes.between(before, after))
                .containsExactly("21:00:11 Create cluster myaks: failed after 14 min 00 s simulated (7 s real):"
                        + " SkuNotAvailable, The VM size is not available here.");
    }

    @Test
    void aPlanThatBeginsToWaitIsToldOnceWithTheCommandThatApprovesIt() {
        RequestView planning = SampleRequest.view(SampleRequest.in(RequestState.PLANNING), 3);
        RequestView waiting = SampleRequest.view(SampleRequest.in(RequestState.AWAITING_APPROVAL), 4);

        assertThat(String.join("\n", changes.between(planning, waiting)))
                .contains("21:00:04 AWAITING_APPROVAL")
                .contains("Plan hash 3f5a9c1e77aa")
                .contains("./palisade approve churn-1 --plan 3f5a9c1e77aa");
        assertThat(changes.between(waiting, waiting)).isEmpty();
    }

    @Test
    void aPauseIsToldWhenItBegins() {
        RequestView before = SampleRequest.view(SampleRequest.applying(), 10);
        RequestView after =
                SampleRequest.view(SampleRequest.paused("Writes are paused everywhere by lee: Azure incident"), 11);

        assertThat(changes.between(before, after))
                .containsExactly("21:00:11 Writes are paused everywhere by lee: Azure incident");
    }

    @Test
    void aWorkerThatFellSilentIsTold() {
        RequestView before = SampleRequest.view(SampleRequest.applying(), 4);

        assertThat(changes.between(before, SampleRequest.withoutWorker()))
                .containsExactly("21:00:05 APPLYING, changing Azure (no worker answers)");
    }
}
