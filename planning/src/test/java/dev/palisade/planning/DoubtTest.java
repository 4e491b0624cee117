package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.ACCOUNT;
import static dev.palisade.planning.ExampleWorld.TRAINING_CLUSTER;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.RequestType;
import org.junit.jupiter.api.Test;

/** Azure's readings may be older than what Palisade did last. */
class DoubtTest {
    private static final JsonNode SCALE = Data.of("{\"name\": \"cpucluster\", \"max_instances\": 6}");

    private final ExampleWorld world = new ExampleWorld();
    private final ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
    private final JsonNode example = Examples.secureEnvironment();

    @Test
    void whatIsAsItWasLeftIsNotDoubted() {
        assertThat(environment.doubts(RequestType.APPLY, example)).isEmpty();
        environment.does(RequestType.APPLY, example);

        assertThat(environment.doubts(RequestType.APPLY, example)).isEmpty();
        assertThat(environment.doubts(RequestType.DELETE, Data.nothing())).isEmpty();
    }

    @Test
    void aDoorThatReadsOpenAfterItWasClosedIsDoubted() {
        environment.does(RequestType.APPLY, example);
        world.edit(
                ACCOUNT, account -> ((ObjectNode) account.at("/properties/networkAcls")).put("defaultAction", "Allow"));

        assertThat(environment.doubts(RequestType.STORAGE_OPEN, Data.nothing()))
                .containsExactly("wsstorage: /properties/networkAcls/defaultAction is not as it was left");
    }

    @Test
    void whatStillReadsAsBeingWrittenIsDoubted() {
        environment.does(RequestType.APPLY, example);
        world.edit(ACCOUNT, account -> ((ObjectNode) account.get("properties")).put("provisioningState", "Updating"));

        assertThat(environment.doubts(RequestType.STORAGE_OPEN, Data.nothing()))
                .containsExactly("wsstorage: it is Updating, though what was done to it has ended");
    }

    @Test
    void aCreationThatIsNotThereAndAScaleThatIsNotThereAreDoubted() {
        environment.does(RequestType.APPLY, example);
        String created = world.get(TRAINING_CLUSTER).toString();
        environment.does(RequestType.COMPUTE_SCALE, SCALE);
        String scaled = world.get(TRAINING_CLUSTER).toString();
        assertThat(scaled).isNotEqualTo(created);

        world.put(TRAINING_CLUSTER, created);
        assertThat(environment.doubts(RequestType.COMPUTE_SCALE, SCALE))
                .singleElement()
                .asString()
                .startsWith("cpucluster: ")
                .contains("maxNodeCount");
        world.remove(TRAINING_CLUSTER);
        assertThat(environment.doubts(RequestType.COMPUTE_SCALE, SCALE)).containsExactly("cpucluster: it is not there");
    }

    @Test
    void whatReadsAsStillThereAfterItWasDeletedIsDoubted() {
        environment.does(RequestType.APPLY, example);
        String created = world.get(TRAINING_CLUSTER).toString();
        environment.does(RequestType.COMPUTE_DELETE, Data.of("{\"name\": \"cpucluster\"}"));
        assertThat(environment.doubts(RequestType.APPLY, example)).isEmpty();

        world.put(TRAINING_CLUSTER, created);
        assertThat(environment.doubts(RequestType.APPLY, example))
                .containsExactly("cpucluster: it is there, with our tags, and the ledger does not know it");
    }

    @Test
    void whatThisRequestCreatesIsNotDoubted() {
        environment.intends(example, DoubtTest::trains);
        environment.begins(example, DoubtTest::trains);

        assertThat(environment.doubts(RequestType.APPLY, example)).isEmpty();
    }

    @Test
    void whatAnEarlierAttemptAtThisRequestCreatedAndWasTakenBackIsDoubted() {
        environment.begins(example, DoubtTest::trains);

        assertThat(environment.doubts(RequestType.APPLY, example))
                .containsExactly("cpucluster: it is there, with our tags, and the ledger does not know it");
    }

    private static boolean trains(Step step) {
        return step.id().equals("compute/cpucluster");
    }
}
