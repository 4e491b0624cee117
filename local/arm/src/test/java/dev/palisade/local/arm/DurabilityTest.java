package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.AKS_API;
import static dev.palisade.local.arm.DemoWorld.CLUSTER;
import static dev.palisade.local.arm.DemoWorld.COMPUTE;
import static dev.palisade.local.arm.DemoWorld.DEFAULT_SUBNET;
import static dev.palisade.local.arm.DemoWorld.ML_API;
import static dev.palisade.local.arm.DemoWorld.NETWORK_API;
import static dev.palisade.local.arm.DemoWorld.STORAGE;
import static dev.palisade.local.arm.DemoWorld.STORAGE_API;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever was answered is there after kill -9, at the same simulated time. */
class DurabilityTest {
    @TempDir
    private Path data;

    @Test
    void aKilledSimulatorGoesOnWhereItWas() throws Exception {
        String operation;
        Instant answeredAt;
        try (SimulatorProcess first = start("--world", DemoWorld.FILE.toString())) {
            ArmClient client = first.client();
            client.post("/simulator/faults", "{'kind':'SERVER_ERROR','resource':'wsstorage7c1','count':3}");
            client.get(STORAGE + STORAGE_API);
            Answer begun = client.put(CLUSTER + AKS_API, DemoWorld.cluster());
            operation = begun.header("Azure-AsyncOperation");
            client.post("/simulator/faults", "{'kind':'LATE_FAILURE','resource':'cpucluster'}");
            client.post("/simulator/faults", "{'kind':'STUCK','resource':'subnets/default'}");
            client.put(COMPUTE + ML_API, DemoWorld.compute());
            client.put(DEFAULT_SUBNET + NETWORK_API, DemoWorld.subnet("10.1.0.0/24", "Microsoft.Storage"));
            client.post("/simulator/clock", "{'advance':'PT10M'}");
            answeredAt = Instant.parse(client.get(CLUSTER + AKS_API).header("x-simulated-time"));
            first.kill();
        }

        try (SimulatorProcess second = start("--world", DemoWorld.FILE.toString())) {
            ArmClient client = second.client();
            String path = operation.substring(operation.indexOf("/subscriptions"));
            Answer polled = client.get(path);
            assertThat(polled.at("/status")).isEqualTo("ProvisionControlPlane");
            assertThat(Instant.parse(polled.header("x-simulated-time")))
                    .isBetween(answeredAt, answeredAt.plusSeconds(120));
            assertThat(client.get("/simulator/faults").body().path("value"))
                    .extracting(fault -> fault.path("kind").asText() + " fired " + fault.path("fired"))
                    .containsExactly("SERVER_ERROR fired 1", "LATE_FAILURE fired 1", "STUCK fired 1");
            assertThat(client.get("/simulator/audit").body().path("value")).hasSize(6);
            assertThat(client.get(COMPUTE + ML_API).at("/properties/provisioningState"))
                    .isEqualTo("Failed");

            client.post("/simulator/clock", "{'advance':'PT10M'}");
            assertThat(client.get(path).at("/status")).isEqualTo("Succeeded");
            assertThat(client.get(CLUSTER + AKS_API).at("/properties/provisioningState"))
                    .isEqualTo("Succeeded");
        }
    }

    @Test
    void theWorldFileIsReadOnlyIntoAnEmptyDirectory() {
        ArmSimulator first = ArmSimulator.start(new SimulatorOptions(0, 1, data, DemoWorld.FILE));
        ArmClient.of(first).patch(STORAGE + STORAGE_API, "{'properties':{'networkAcls':{'defaultAction':'Deny'}}}");
        first.close();

        try (ArmSimulator second = ArmSimulator.start(new SimulatorOptions(0, 1, data, DemoWorld.FILE))) {
            assertThat(second.resource(STORAGE)
                            .orElseThrow()
                            .at("/properties/networkAcls/defaultAction")
                            .asText())
                    .isEqualTo("Deny");
        }
    }

    private SimulatorProcess start(String... more) throws Exception {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(new String[] {"--port", "0", "--data", data.toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return SimulatorProcess.start(arguments);
    }
}
