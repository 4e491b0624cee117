package dev.palisade.client.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.client.SampleRequest;
import dev.palisade.client.temporal.SlowRequest;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.workflows.slowness.SlowWait;
import dev.palisade.workflows.slowness.Where;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowTextTest {
    private static final SlowWait TURN = new SlowWait(
            Where.TURN,
            SampleRequest.START,
            Duration.ZERO,
            WhoseMove.NOBODY,
            "churn-1 has the turn",
            null,
            null,
            "churn-1");
    private static final SlowWait QUEUE =
            SlowWait.ofRequest(Where.QUEUE, SampleRequest.START, WhoseMove.OPERATOR, "its message is still in queue q");

    @Test
    void eachWaitHasARowOfItsOwn() {
        List<SlowRequest> slow = List.of(
                new SlowRequest("churn-1", "APPLYING", "research", "e", SampleRequest.slowCluster()),
                new SlowRequest("churn-2", "WAITING_FOR_TURN", "research", "e", TURN),
                SlowRequest.ofMessage("churn-3", "research", QUEUE));

        assertThat(String.join("\n", SlowText.table(slow, ZoneOffset.UTC))).isEqualTo("""
                WAITS FOR        ID       STEP OR HOLDER  SINCE                USUAL            NEXT MOVE  LAST HEARD
                AZURE_OPERATION  churn-1  compute/myaks   2026-11-22 21:00:03  about 10 s real  NOBODY     creating managed cluster myaks: Azure says Creating
                TURN             churn-2  churn-1         2026-11-22 21:00:00  at once          NOBODY     churn-1 has the turn
                QUEUE            churn-3  -               2026-11-22 21:00:00  at once          OPERATOR   its message is still in queue q""");
    }

    @Test
    void forProgramsAWaitHasTheSameFieldsAsItsEvent() {
        assertThat(JsonText.of(SlowRequest.ofMessage("churn-3", null, QUEUE)))
                .contains(
                        "\"id\" : \"churn-3\"",
                        "\"where\" : \"QUEUE\"",
                        "\"usual\" : \"PT0S\"",
                        "\"whoseMove\" : \"OPERATOR\"")
                .doesNotContain("key", "heldBy");
    }
}
