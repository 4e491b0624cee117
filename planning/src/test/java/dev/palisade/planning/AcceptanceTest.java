package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.RequestType;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptanceTest {
    private final JsonNode example = Examples.secureEnvironment();
    private final ExampleWorld world = new ExampleWorld();
    private final Map<String, String> before = world.snapshot();
    private final ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compute/cpucluster",
                "cluster/myaks",
                "attachment/myaks",
                "extension/myaks",
                "storage/wsstorage",
                "vault/wsvault"
            })
    void whateverWasNotDoneIsNotAskedForAnyMoreAndAllThatWasDoneIsStillOurs(String missing) {
        environment.parks(RequestType.APPLY, example, step -> !step.id().equals(missing) && !standsOn(step, missing));

        PlanResult acceptance = environment.does(RequestType.ACCEPT, example);
        PlanResult after = environment.plan(RequestType.APPLY, acceptance.body());
        environment.does(RequestType.DELETE, Data.nothing());

        assertThat(acceptance.plan().steps()).isEmpty();
        assertThat(acceptance.plan().released()).isEmpty();
        assertThat(acceptance.findings()).extracting(Finding::code).contains(FindingCode.ACCEPTED);
        assertThat(after.refused()).as(after.findings().toString()).isFalse();
        assertThat(after.plan().steps()).isEmpty();
        assertThat(world.snapshot()).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void aWorldThatIsAsAskedIsAcceptedAsItIs() {
        environment.does(RequestType.APPLY, example);

        PlanResult acceptance = environment.does(RequestType.ACCEPT, example);

        assertThat(acceptance.findings()).isEmpty();
        assertThat(acceptance.body()).isEqualTo(example);
        assertThat(acceptance.plan().claims().isEmpty()).isFalse();
    }

    @Test
    void aScaleThatWasNotReachedIsAcceptedAsItIs() {
        environment.does(RequestType.APPLY, example);
        JsonNode larger = Examples.secureEnvironmentWith("max_instances: 4", "max_instances: 6");
        environment.parks(RequestType.APPLY, larger, step -> false);

        PlanResult acceptance = environment.does(RequestType.ACCEPT, larger);

        assertThat(acceptance.body()).isEqualTo(example);
        assertThat(acceptance.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.arguments())
                        .containsEntry("place", "/compute/cpucluster/max_instances")
                        .containsEntry("was", "6")
                        .containsEntry("is", "4"));
    }

    @Test
    void anAddressThatWasNotLetInIsNotAskedFor() {
        environment.does(RequestType.APPLY, example);
        ObjectNode document = example.deepCopy();
        ((ObjectNode) document.at("/storage/0")).withArray("allow_ips").add("198.51.100.7");
        environment.parks(RequestType.APPLY, document, step -> false);

        assertThat(environment.does(RequestType.ACCEPT, document).body()).isEqualTo(example);
    }

    @Test
    void aWreckedClusterIsNotAskedForAndStaysOursToDelete() {
        environment.parks(RequestType.APPLY, example, step -> true);
        world.edit(
                ExampleWorld.TRAINING_CLUSTER,
                cluster -> cluster.withObject("/properties").put("provisioningState", "Failed"));

        PlanResult acceptance = environment.does(RequestType.ACCEPT, example);
        environment.does(RequestType.DELETE, Data.nothing());

        assertThat(acceptance.body().path("compute")).hasSize(1);
        assertThat(world.snapshot()).containsExactlyInAnyOrderEntriesOf(before);
    }

    private static boolean standsOn(Step step, String missing) {
        Set<String> onCluster = Set.of("extension/myaks", "attachment/myaks");
        return Stream.of("cluster/myaks", "extension/myaks").anyMatch(missing::equals) && onCluster.contains(step.id());
    }
}
