package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.AKS_API;
import static dev.palisade.local.arm.DemoWorld.CLUSTER;
import static dev.palisade.local.arm.DemoWorld.COMPUTE;
import static dev.palisade.local.arm.DemoWorld.DEFAULT_SUBNET;
import static dev.palisade.local.arm.DemoWorld.GROUP_OF_RULES;
import static dev.palisade.local.arm.DemoWorld.ML_API;
import static dev.palisade.local.arm.DemoWorld.NETWORK;
import static dev.palisade.local.arm.DemoWorld.NETWORK_API;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The styles of long-running operation, as a table, on a clock that only the test moves. */
class LongRunningOperationTest {
    private record Style(
            String id, String api, String body, int firstStatus, String transientState, Duration duration) {
        @Override
        public String toString() {
            return id.substring(id.lastIndexOf("/providers/") + 11);
        }
    }

    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    static Stream<Style> styles() {
        String rule = "{'properties':{'priority':300,'direction':'Inbound','access':'Allow','protocol':'Tcp',"
                + "'sourceAddressPrefix':'BatchNodeManagement','sourcePortRange':'*','destinationAddressPrefix':'*',"
                + "'destinationPortRanges':['29876','29877']}}";
        return Stream.of(
                new Style(CLUSTER, AKS_API, DemoWorld.cluster(), 201, "Creating", Duration.ofMinutes(20)),
                new Style(COMPUTE, ML_API, DemoWorld.compute(), 201, "Creating", Duration.ofMinutes(3)),
                new Style(
                        DEFAULT_SUBNET,
                        NETWORK_API,
                        DemoWorld.subnet("10.1.0.0/24", "Microsoft.Storage"),
                        200,
                        "Updating",
                        Duration.ofSeconds(10)),
                new Style(
                        NETWORK + "/subnets/new",
                        NETWORK_API,
                        DemoWorld.subnet("10.1.1.0/24", "Microsoft.Storage"),
                        201,
                        "Updating",
                        Duration.ofSeconds(10)),
                new Style(
                        GROUP_OF_RULES + "/securityRules/batch",
                        NETWORK_API,
                        rule,
                        201,
                        "Updating",
                        Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @MethodSource("styles")
    void aWriteRunsUntilItsSimulatedTimeIsOver(Style style) {
        Answer begun = client.put(style.id() + style.api(), style.body());
        assertThat(begun.status()).isEqualTo(style.firstStatus());
        assertThat(begun.at("/properties/provisioningState")).isEqualTo(style.transientState());
        assertThat(begun.header("Retry-After")).isEqualTo("15");
        assertThat(begun.header("x-ms-retry-after-ms")).isEqualTo("15000");
        String operation = begun.header("Azure-AsyncOperation");
        assertThat(operation).startsWith(simulator.baseUrl()).containsPattern("&s=[A-Za-z0-9_-]{60,}");

        assertThat(client.get(operation).at("/status")).isEqualTo("InProgress");
        assertThat(client.get(style.id() + style.api()).at("/properties/provisioningState"))
                .isEqualTo(style.transientState());
        simulator.clock().advance(style.duration());

        Answer ended = client.get(operation);
        assertThat(ended.at("/status")).isEqualTo("Succeeded");
        assertThat(Duration.between(Instant.parse(ended.at("/startTime")), Instant.parse(ended.at("/endTime"))))
                .isEqualTo(style.duration());
        assertThat(ended.headers().firstValue("Retry-After")).isEmpty();
        assertThat(client.get(style.id() + style.api()).at("/properties/provisioningState"))
                .isEqualTo("Succeeded");
    }

    @ParameterizedTest
    @MethodSource("styles")
    void aDeleteAnswersBothUrlsAndTheResourceIsGoneAtItsEnd(Style style) {
        client.put(style.id() + style.api(), style.body());
        simulator.clock().advance(style.duration());
        String query = style.api() + (style.api().equals(ML_API) ? "&underlyingResourceAction=Delete" : "");

        Answer begun = client.delete(style.id() + query);
        assertThat(begun.status()).isEqualTo(202);
        assertThat(client.get(begun.header("Azure-AsyncOperation")).at("/status"))
                .isEqualTo("InProgress");
        assertThat(client.get(begun.header("Location")).status()).isEqualTo(202);
        assertThat(client.get(style.id() + style.api()).at("/properties/provisioningState"))
                .isEqualTo("Deleting");
        simulator.clock().advance(Duration.ofMinutes(10));

        assertThat(client.get(begun.header("Azure-AsyncOperation")).at("/status"))
                .isEqualTo("Succeeded");
        assertThat(client.get(begun.header("Location")).status()).isEqualTo(204);
        assertThat(client.get(style.id() + style.api()).status()).isEqualTo(404);
        assertThat(client.delete(style.id() + query).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @MethodSource("styles")
    void oneWriteAtATimeIsAdmitted(Style style) {
        client.put(style.id() + style.api(), style.body());

        Answer second = client.put(style.id() + style.api(), style.body());

        assertThat(second.status()).isEqualTo(409);
        String code = second.code() + second.at("/code");
        assertThat(code).isIn("AnotherOperationInProgress", "OperationNotAllowed", "Conflict");
    }

    @Test
    void aSubnetKeepsItsWholeVirtualNetworkBusyAndSaysByWhichOperation() {
        Answer first = client.put(DEFAULT_SUBNET + NETWORK_API, DemoWorld.subnet("10.1.0.0/24", "Microsoft.Storage"));

        Answer other =
                client.put(NETWORK + "/subnets/other" + NETWORK_API, DemoWorld.subnet("10.1.1.0/24", "Microsoft.Sql"));

        assertThat(other.code()).isEqualTo("AnotherOperationInProgress");
        String operation = first.header("Azure-AsyncOperation");
        assertThat(other.at("/error/message")).contains(operation.substring(0, operation.indexOf('?')));
        assertThat(other.at("/error/message")).doesNotContain("&s=");
    }

    @Test
    void aClusterShowsStatusWordsThatAzureDoesNotDocument() {
        String operation = client.put(CLUSTER + AKS_API, DemoWorld.cluster()).header("Azure-AsyncOperation");

        simulator.clock().advance(Duration.ofMinutes(10));

        assertThat(client.get(operation).at("/status")).isEqualTo("ProvisionControlPlane");
    }

    @Test
    void anOperationIsForgottenAfterADayAndItsResourceStays() {
        String operation = client.put(CLUSTER + AKS_API, DemoWorld.cluster()).header("Azure-AsyncOperation");
        simulator.clock().advance(Duration.ofHours(1));
        assertThat(client.get(operation).at("/status")).isEqualTo("Succeeded");

        simulator.clock().advance(Duration.ofHours(25));

        assertThat(client.get(operation).status()).isEqualTo(404);
        assertThat(client.get(CLUSTER + AKS_API).status()).isEqualTo(200);
    }

    @Test
    void aFastClockShortensTheWaitsThatItAsksFor() {
        try (ArmSimulator fast = ArmSimulator.start(new SimulatorOptions(0, 120, null, DemoWorld.FILE))) {
            Answer begun = ArmClient.of(fast).put(CLUSTER + AKS_API, DemoWorld.cluster());

            assertThat(begun.header("x-ms-retry-after-ms")).isEqualTo("125");
            assertThat(begun.header("Retry-After")).isEqualTo("1");
        }
    }
}
