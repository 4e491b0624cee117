package dev.palisade.planning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlannerTest {
    @Test
    void aFreshWorldGetsEveryStepOfTheStoryInItsOrder() {
        PlanResult result = new ExampleWorld().plan(Examples.secureEnvironment());

        assertThat(result.findings()).isEmpty();
        assertThat(result.plan().steps())
                .extracting(step -> step.id() + " after " + step.dependsOn())
                .containsExactly(
                        "subnet/mynetwork/default after []",
                        "storage/wsstorage after [subnet/mynetwork/default]",
                        "compute/cpucluster after [subnet/mynetwork/default]",
                        "cluster/myaks after []");
    }
}
