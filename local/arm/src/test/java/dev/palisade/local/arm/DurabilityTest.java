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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
    void aSimulatorKilledInAStormOfWritesHasAllThatItAnswered() throws Exception {
        Set<String> answered = ConcurrentHashMap.newKeySet();
        try (SimulatorProcess first = start("--world", DemoWorld.FILE.toString())) {
            CountDownLatch enough = new CountDownLatch(60);
            List<Thread> writers = IntStream.range(0, 4)
                    .mapToObj(writer -> new Thread(() -> writeUntilCutOff(first.client(), writer, answered, enough)))
                    .toList();
            writers.forEach(Thread::start);
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            first.kill();
            for (Thread writer : writers) {
                writer.join();
            }
        }

        try (SimulatorProcess second = start()) {
            Set<String> held = new HashSet<>();
            second.client()
                    .get("/simulator/resources")
                    .body()
                    .path("value")
                    .forEach(body -> held.add(body.path("id").asText()));
            assertThat(answered).hasSizeGreaterThanOrEqualTo(60);
            assertThat(held).containsAll(answered);
        }
    }

    private static void writeUntilCutOff(ArmClient client, int writer, Set<String> answered, CountDownLatch enough) {
        for (int i = 0; i < 10_000; i++) {
            String id = DemoWorld.GROUP + "/providers/Microsoft.Network/routeTables/table-" + writer + "-" + i;
            try {
                client.exchange("PUT", id + NETWORK_API, "{'location':'koreacentral','properties':{'routes':[]}}");
            } catch (IOException | InterruptedException cutOff) {
                return;
            }
            answered.add(id);
            enough.countDown();
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
