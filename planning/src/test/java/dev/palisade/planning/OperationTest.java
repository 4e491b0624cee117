package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.ACCOUNT;
import static dev.palisade.planning.ExampleWorld.CLUSTER;
import static dev.palisade.planning.ExampleWorld.TRAINING_CLUSTER;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Standing.OperationMade;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OperationTest {
    private static final String ATTACHMENT = WORKSPACE + "/computes/myaks";

    private final JsonNode example = Examples.secureEnvironment();
    private final ExampleWorld world = new ExampleWorld();
    private final Map<String, String> before = world.snapshot();
    private final ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);

    static Stream<Arguments> operations() {
        return Stream.of(
                Arguments.of(RequestType.STORAGE_OPEN, "{}", "storage/wsstorage"),
                Arguments.of(RequestType.STORAGE_LOCK, "{\"allow_ips\": [\"198.51.100.7\"]}", "storage/wsstorage"),
                Arguments.of(RequestType.VAULT_OPEN, "{}", "vault/wsvault"),
                Arguments.of(RequestType.VAULT_LOCK, "{\"allow_ips\": [\"198.51.100.7\"]}", "vault/wsvault"),
                Arguments.of(RequestType.COMPUTE_CREATE, """
                        {"compute": {"name": "gpu", "type": "amlcompute", "size": "STANDARD_D3_V2", "max_instances": 1}}""", "compute/gpu"),
                Arguments.of(
                        RequestType.COMPUTE_SCALE,
                        "{\"name\": \"cpucluster\", \"max_instances\": 6}",
                        "compute/cpucluster"),
                Arguments.of(RequestType.COMPUTE_DELETE, "{\"name\": \"cpucluster\"}", "compute/cpucluster"),
                Arguments.of(RequestType.CLUSTER_SCALE, "{\"name\": \"myaks\", \"agent_count\": 5}", "cluster/myaks"),
                Arguments.of(RequestType.CLUSTER_DELETE, "{\"name\": \"myaks\"}", "cluster/myaks"),
                Arguments.of(RequestType.DETACH, "{\"name\": \"myaks\"}", "attachment/myaks"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationIsDoneOnceAndADeleteAfterItLeavesTheWorldAsItWas(RequestType type, String data, String step) {
        environment.does(RequestType.APPLY, example);

        PlanResult operation = environment.does(type, Data.of(data));
        PlanResult again =
                environment.plan(RequestType.APPLY, environment.standing().document());
        environment.does(RequestType.DELETE, Data.nothing());

        assertThat(operation.findings())
                .extracting(Finding::code)
                .as(operation.findings().toString())
                .contains(FindingCode.APPLY_WOULD_REVERT);
        assertThat(operation.plan().steps()).extracting(Step::id).contains(step);
        assertThat(again.plan().steps()).isEmpty();
        assertThat(world.snapshot()).containsExactlyInAnyOrderEntriesOf(before);
        assertThat(environment.ledger().entries()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aLaterApplyOfTheOldDocumentUndoesItAndSaysSo(RequestType type, String data, String step) {
        environment.does(RequestType.APPLY, example);
        environment.does(type, Data.of(data));
        OperationMade made = environment.standing().operations().get(0);

        PlanResult apply = environment.does(RequestType.APPLY, example);

        assertThat(apply.refused()).as(apply.findings().toString()).isFalse();
        assertThat(apply.findings())
                .filteredOn(finding -> finding.code() == FindingCode.REVERTS_OPERATION)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.arguments())
                        .containsEntry("request", made.requestId())
                        .containsEntry("place", finding.arguments().get("place")));
        assertThat(environment.standing().operations()).isEmpty();
        assertThat(environment.plan(RequestType.APPLY, example).plan().steps()).isEmpty();
    }

    @Test
    void deletingAClusterTakesWithItWhatWasNeededForItAloneAndNothingElse() {
        environment.does(RequestType.APPLY, example);
        String account = world.get(ACCOUNT).toString();
        String training = world.get(TRAINING_CLUSTER).toString();

        PlanResult deletion = environment.does(RequestType.CLUSTER_DELETE, Data.of("{\"name\": \"myaks\"}"));

        assertThat(world.get(CLUSTER)).isNull();
        assertThat(world.get(ATTACHMENT)).isNull();
        assertThat(world.get(ACCOUNT)).hasToString(account);
        assertThat(world.get(TRAINING_CLUSTER)).hasToString(training);
        assertThat(deletion.plan().released()).isEmpty();
        assertThat(environment.ledger().entries())
                .extracting(entry -> entry.key())
                .doesNotContain("cluster/myaks", "attachment/myaks", "extension/myaks")
                .contains("compute/cpucluster", "storage/wsstorage");
    }

    @Test
    void anOpenedAccountKeepsItsListsSoThatLockingItAgainLetsInWhoWasLetInBefore() {
        environment.does(RequestType.APPLY, example);
        String locked = world.get(ACCOUNT).toString();

        PlanResult opening = environment.does(RequestType.STORAGE_OPEN, Data.nothing());
        PlanResult locking = environment.does(RequestType.STORAGE_LOCK, Data.nothing());

        assertThat(opening.plan().steps()).singleElement().satisfies(step -> {
            assertThat(step.effect()).isEqualTo(Effect.LOOSEN);
            assertThat(step.deltas()).hasSize(1);
        });
        assertThat(locking.plan().steps()).hasSize(1);
        assertThat(world.get(ACCOUNT)).hasToString(locked);
        assertThat(environment.standing().operations()).hasSize(2);
    }

    @Test
    void aDetachedClusterIsAttachedAgainByName() {
        environment.does(RequestType.APPLY, example);
        environment.does(RequestType.DETACH, Data.of("{\"name\": \"myaks\"}"));
        assertThat(world.get(ATTACHMENT)).isNull();
        assertThat(world.get(CLUSTER)).isNotNull();

        environment.does(RequestType.ATTACH, Data.of("{\"name\": \"myaks\"}"));

        assertThat(world.get(ATTACHMENT)).isNotNull();
        assertThat(environment.plan(RequestType.APPLY, example).plan().steps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "COMPUTE_DELETE|{\"name\": \"cpucluster\", \"if_generation\": 1}",
                "CLUSTER_DELETE|{\"name\": \"myaks\", \"if_generation\": 1}",
                "DETACH|{\"name\": \"myaks\", \"if_generation\": 1}"
            })
    void anotherAttemptAtAnOperationGoesOnWhereTheFirstWasParked(RequestType type, String text) {
        JsonNode data = Data.of(text);
        environment.does(RequestType.APPLY, example);
        int steps = environment.plan(type, data).plan().steps().size();
        environment.does(type, data);
        assertThat(steps).isGreaterThan(0);

        for (int done = 0; done < steps; done++) {
            ExampleWorld parkedWorld = new ExampleWorld();
            ExampleEnvironment parked = new ExampleEnvironment(parkedWorld, WORKSPACE);
            parked.does(RequestType.APPLY, example);
            AtomicInteger left = new AtomicInteger(done);
            parked.parks(type, data, step -> left.getAndDecrement() > 0);

            PlanResult again = parked.does(type, data);

            assertThat(again.refused()).as(again.findings().toString()).isFalse();
            assertThat(parkedWorld.snapshot())
                    .as("parked after " + done + " of " + steps + " steps")
                    .containsExactlyInAnyOrderEntriesOf(world.snapshot());
            assertThat(parked.ledger()).isEqualTo(environment.ledger());
            assertThat(parked.standing().operations()).hasSize(1);
            assertThat(parked.claims().parents()).isEqualTo(environment.claims().parents());
        }
    }

    @Test
    void anOperationThatWasKeptBeforeItSaidWhatItTakesBackCanStillBeRead() throws JsonProcessingException {
        OperationMade old = new ObjectMapper()
                .readValue(
                        "{\"requestId\": \"r\", \"type\": \"DETACH\", \"fields\": [\"/compute/0\"]}",
                        OperationMade.class);

        assertThat(old).isEqualTo(new OperationMade("r", RequestType.DETACH, List.of("/compute/0"), List.of()));
    }
}
