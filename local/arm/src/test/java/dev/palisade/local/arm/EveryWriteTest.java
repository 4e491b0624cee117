package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.AKS_API;
import static dev.palisade.local.arm.DemoWorld.ATTACHMENT;
import static dev.palisade.local.arm.DemoWorld.CLUSTER;
import static dev.palisade.local.arm.DemoWorld.COMPUTE;
import static dev.palisade.local.arm.DemoWorld.DEFAULT_SUBNET;
import static dev.palisade.local.arm.DemoWorld.EXTENSION;
import static dev.palisade.local.arm.DemoWorld.EXTENSION_API;
import static dev.palisade.local.arm.DemoWorld.GROUP_OF_RULES;
import static dev.palisade.local.arm.DemoWorld.ML_API;
import static dev.palisade.local.arm.DemoWorld.NETWORK_API;
import static dev.palisade.local.arm.DemoWorld.STORAGE;
import static dev.palisade.local.arm.DemoWorld.STORAGE_API;
import static dev.palisade.local.arm.DemoWorld.VAULT;
import static dev.palisade.local.arm.DemoWorld.VAULT_API;
import static dev.palisade.local.arm.DemoWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.state.AuditEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every write that there is, struck by every fault that there is; the audit log says what each really did. */
class EveryWriteTest {
    private static final String RULE = GROUP_OF_RULES + "/securityRules/ours";
    private static final Duration LONGER_THAN_ANY = Duration.ofHours(1);
    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    /** A write which the world prepared below accepts, and its effect. */
    private record Change(String method, String id, String query, String body, Effect effect) {
        String path() {
            return id + query;
        }

        boolean longRunning() {
            return !method.equals("PATCH") || id.equals(COMPUTE);
        }

        boolean deletes() {
            return effect == Effect.DELETED;
        }

        @Override
        public String toString() {
            return method + " " + id.substring(id.lastIndexOf("/providers/") + 11);
        }
    }

    static Stream<Change> writes() {
        return Stream.of(
                changing("PUT", GROUP_OF_RULES, NETWORK_API, "{'location':'koreacentral','properties':{}}"),
                changing("PUT", RULE, NETWORK_API, rule(301)),
                deleting(RULE, NETWORK_API),
                changing("PUT", DEFAULT_SUBNET, NETWORK_API, DemoWorld.subnet("10.1.0.0/24", "Microsoft.Sql")),
                deleting(DEFAULT_SUBNET, NETWORK_API),
                changing("PATCH", STORAGE, STORAGE_API, DemoWorld.storageAcls(DEFAULT_SUBNET)),
                changing("PATCH", VAULT, VAULT_API, DemoWorld.storageAcls(DEFAULT_SUBNET)),
                changing(
                        "PATCH",
                        COMPUTE,
                        ML_API,
                        "{'properties':{'properties':{'scaleSettings':{'minNodeCount':1,'maxNodeCount':6}}}}"),
                deleting(COMPUTE, ML_API + "&underlyingResourceAction=Delete"),
                changing("PUT", CLUSTER, AKS_API, DemoWorld.cluster(4, "10.0.0.0/16", "10.0.0.10")),
                deleting(CLUSTER, AKS_API),
                changing("PUT", EXTENSION, EXTENSION_API, DemoWorld.extension().replace("LoadBalancer", "NodePort")),
                deleting(EXTENSION, EXTENSION_API),
                deleting(ATTACHMENT, ML_API + "&underlyingResourceAction=Detach"),
                creating(WORKSPACE + "/computes/other", ML_API, DemoWorld.compute()),
                creating(WORKSPACE + "/computes/again", ML_API, DemoWorld.kubernetesAttachment("other")));
    }

    private static Change changing(String method, String id, String query, String body) {
        return new Change(method, id, query, body, Effect.CHANGED);
    }

    private static Change creating(String id, String query, String body) {
        return new Change("PUT", id, query, body, Effect.CREATED);
    }

    private static Change deleting(String id, String query) {
        return new Change("DELETE", id, query, null, Effect.DELETED);
    }

    static Stream<Change> longRunningWrites() {
        return writes().filter(Change::longRunning);
    }

    private static String rule(int priority) {
        return "{'properties':{'priority':" + priority + ",'direction':'Inbound','access':'Allow','protocol':'Tcp',"
                + "'sourcePortRange':'*','destinationPortRange':'22','sourceAddressPrefix':'203.0.113.7',"
                + "'destinationAddressPrefix':'*'}}";
    }

    @BeforeEach
    void prepareTheWorld() {
        String endpoints = "Microsoft.Storage'},{'service':'Microsoft.KeyVault";
        prepare(DEFAULT_SUBNET + NETWORK_API, DemoWorld.subnet("10.1.0.0/24", endpoints));
        prepare(RULE + NETWORK_API, rule(300));
        prepare(COMPUTE + ML_API, DemoWorld.compute());
        prepare(CLUSTER + AKS_API, DemoWorld.cluster());
        prepare(EXTENSION + EXTENSION_API, DemoWorld.extension());
        prepare(ATTACHMENT + ML_API, DemoWorld.kubernetesAttachment("default"));
    }

    private void prepare(String path, String body) {
        assertThat(client.put(path, body).status()).isIn(200, 201);
        simulator.clock().advance(LONGER_THAN_ANY);
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @ParameterizedTest
    @MethodSource("writes")
    void undisturbedItIsDoneOnce(Change change) {
        assertThat(send(change).status()).isLessThan(300);
        simulator.clock().advance(LONGER_THAN_ANY);

        assertThat(simulator.resource(change.id()).isPresent()).isEqualTo(!change.deletes());
        if (!change.deletes()) {
            assertThat(stateOf(change)).isEqualTo("Succeeded");
        }
        assertThat(lastWrite().effect()).isEqualTo(change.effect());
        assertThat(lastWrite().resource()).isEqualToIgnoringCase(change.id());
    }

    @ParameterizedTest
    @MethodSource("writes")
    void refusedItHasNoEffect(Change change) {
        List<JsonNode> before = simulator.resources();
        for (FaultKind kind : List.of(FaultKind.SERVER_ERROR, FaultKind.THROTTLE, FaultKind.CONFLICT_IN_PROGRESS)) {
            simulator.faults().add(kind, change.id(), 1);
            assertThat(send(change).status()).isGreaterThanOrEqualTo(400);
            assertStruck(kind);
            assertThat(lastWrite().effect()).isEqualTo(Effect.NONE);
        }
        simulator.faults().add(Fault.refuse(change.id(), 1, 403, "RequestDisallowedByPolicy", "No."));

        assertThat(send(change).code()).isEqualTo("RequestDisallowedByPolicy");

        assertStruck(FaultKind.REFUSE);
        assertThat(simulator.resources()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void withItsResponseLostItHasItsEffect(Change change) {
        simulator.faults().add(FaultKind.LOSE_RESPONSE, change.id(), 1);

        assertThatThrownBy(() -> client.exchange(change.method(), change.path(), change.body()))
                .isInstanceOf(IOException.class);

        assertStruck(FaultKind.LOSE_RESPONSE);
        assertThat(lastWrite().effect()).isEqualTo(change.effect());
    }

    @ParameterizedTest
    @MethodSource("longRunningWrites")
    void failingLateItLeavesAFailedResource(Change change) {
        simulator.faults().add(FaultKind.LATE_FAILURE, change.id(), 1);
        String operation = send(change).header("Azure-AsyncOperation");
        simulator.clock().advance(LONGER_THAN_ANY);

        Answer ended = client.get(operation);
        assertThat(ended.at("/status")).isEqualTo("Failed");
        assertThat(ended.code()).isNotEmpty();
        assertThat(stateOf(change)).isEqualTo("Failed");
        assertStruck(FaultKind.LATE_FAILURE);
    }

    @ParameterizedTest
    @MethodSource("longRunningWrites")
    void neverFinishingItKeepsItsResourceBusy(Change change) {
        simulator.faults().add(FaultKind.STUCK, change.id(), 1);
        String operation = send(change).header("Azure-AsyncOperation");
        simulator.clock().advance(Duration.ofDays(2));

        assertThat(client.get(operation).at("/status")).isNotIn("Succeeded", "Failed", "Canceled");
        assertThat(send(change).status()).isEqualTo(409);
        assertStruck(FaultKind.STUCK);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void readStaleAfterItsEndItSeemsNotToHaveHappened(Change change) {
        JsonNode before = client.get(change.path()).body();
        send(change);
        simulator.clock().advance(LONGER_THAN_ANY);
        simulator.faults().add(FaultKind.STALE_READ, change.id(), 1);

        Answer stale = client.get(change.path());
        assertThat(stale.status()).isEqualTo(change.effect() == Effect.CREATED ? 404 : 200);
        if (change.effect() != Effect.CREATED) {
            assertThat(stale.body()).isEqualTo(before);
        }
        assertStruck(FaultKind.STALE_READ);
        assertThat(client.get(change.path()).status()).isEqualTo(change.deletes() ? 404 : 200);
    }

    private Answer send(Change change) {
        return client.send(change.method(), change.path(), change.body());
    }

    private String stateOf(Change change) {
        return simulator
                .resource(change.id())
                .orElseThrow()
                .at("/properties/provisioningState")
                .asText();
    }

    private AuditEntry lastWrite() {
        List<AuditEntry> writes = simulator.audit().stream()
                .filter(entry -> !entry.method().equals("GET"))
                .toList();
        return writes.get(writes.size() - 1);
    }

    private void assertStruck(FaultKind kind) {
        assertThat(simulator.faults().fired(kind)).isEqualTo(1);
    }
}
