package dev.palisade.client.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.client.SampleRequest;
import dev.palisade.client.simulator.Reading;
import dev.palisade.client.timing.TimeScale;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTextTest {
    private final SummaryText text = new SummaryText(TimeScale.simulated(120), Style.PLAIN);

    @Test
    void setsWhatTemporalSaysBesideWhatAzureAnswers() {
        JsonNode asPlanned =
                Objects.requireNonNull(SampleRequest.CLUSTER.deltas().get(0).after());
        ObjectNode cluster = asPlanned.deepCopy();
        ((ObjectNode) cluster.path("properties")).put("provisioningState", "Succeeded");

        List<String> lines = text.world(
                SampleRequest.ready(),
                List.of(
                        new Reading(SampleRequest.SUBNET, Optional.empty()),
                        new Reading(SampleRequest.CLUSTER, Optional.of(cluster))));

        assertThat(String.join("\n", lines)).isEqualTo("""
        What exists now
          RESOURCE  TYPE                                        TEMPORAL SAYS                  AZURE'S GET SAYS
          aks       Microsoft.Network/virtualNetworks/subnets   done, changed by this request  not there
          myaks     Microsoft.ContainerService/managedClusters  done, created by this request  Succeeded, as the plan wants it
          as asked already: ws (Microsoft.MachineLearningServices/workspaces)""");
    }

    @Test
    void tellsTheTimesAndTheCriticalPath() {
        assertThat(String.join("\n", text.times(SampleRequest.ready()))).isEqualTo("""
        How long it took
          STEP           TOOK (simulated)  TYPICAL       TOOK (real)
          network/aks    2 min 00 s        about 30 s    1 s          critical path
          compute/myaks  20 min 00 s       about 20 min  10 s         critical path
          Critical path: network/aks → compute/myaks, 22 min 00 s simulated.
          From acceptance to the end: 13 s real, of which 2 s outside the critical path's steps.
          Simulated times are real times × 120, and so magnify Palisade's own share in them.""");
    }

    @Test
    void afterAnUndoTheTimesAreThoseOfTheActsAndOnlyWhatStaysIsAChange() {
        assertThat(String.join("\n", text.times(SampleRequest.rolledBack())))
                .startsWith("How long it took, before the undo")
                .contains("From acceptance to the end, undo included: 20 s real");
        assertThat(text.changes(SampleRequest.rolledBack())).containsExactly("What stays changed", "  Nothing.");
    }
}
