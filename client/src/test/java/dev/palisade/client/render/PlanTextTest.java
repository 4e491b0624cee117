package dev.palisade.client.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.client.SampleRequest;
import dev.palisade.client.timing.TimeScale;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    @Test
    void namesStepsChangesAndTheHashThatAnApprovalNames() {
        assertThat(String.join(
                        "\n",
                        PlanText.of(SampleRequest.planned(), TimeScale.simulated(120), Style.PLAIN, Locale.ENGLISH)))
                .isEqualTo("""
                Steps (profile current, typical times are simulated)
                  network/aks    Add service endpoint to subnet aks  about 30 s
                  compute/myaks  Create cluster myaks                about 20 min  after network/aks
                  as asked already: ws (Microsoft.MachineLearningServices/workspaces)

                Changes
                  network/aks  /subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/aks
                    + /properties/serviceEndpoints {"service":"Microsoft.Storage"}
                  compute/myaks  /subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/myaks
                    + /location "westeurope"
                    + /properties/kubernetesVersion "1.33"
                    + /properties/networkProfile {"serviceCidr":"10.0.0.0/16"}

                Plan hash 3f5a9c1e77aa""");
    }
}
