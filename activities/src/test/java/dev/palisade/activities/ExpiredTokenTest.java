package dev.palisade.activities;

import static dev.palisade.activities.SimulatedAzure.CLUSTER;
import static dev.palisade.activities.SimulatedAzure.COMPUTE;
import static dev.palisade.activities.SimulatedAzure.SUBNET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.activities.arm.ArmClient;
import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.activities.arm.ExpiringTokens;
import dev.palisade.activities.arm.OperationSealer;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.state.AuditEntry;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.Begun;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A token runs out while a step is under way, and Azure is the first to know: the worker comes back with another, and does it once. */
class ExpiredTokenTest {
    private static final int REFUSED = 401;

    private final SimulatedAzure world = new SimulatedAzure();
    private final ExpiringTokens tokens = new ExpiringTokens(world.azure);
    private final AzureSettings settings = tokens.settings(Stories.SPEED);
    private final ArmClient client = tokens.client(settings);
    private final Stories stories =
            new Stories(world.environment, settings, client, new OperationSealer(new byte[OperationSealer.KEY_BYTES]));

    @AfterEach
    void close() {
        stories.close();
        world.close();
    }

    @ParameterizedTest
    @CsvSource({SUBNET + ",CHANGED", COMPUTE + ",CREATED", CLUSTER + ",CREATED"})
    void whileAzureWorks(String id, Effect effect) {
        Step step = world.step(id);
        Begun begun = stories.begin(step);

        runOut();
        stories.await(step, begun.operation());

        assertComesWithAnotherAndDoesItOnce(step, effect);
    }

    @ParameterizedTest
    @CsvSource({SUBNET + ",CHANGED", COMPUTE + ",CREATED", CLUSTER + ",CREATED"})
    void beforeTheStepBegins(String id, Effect effect) {
        Step step = world.step(id);
        client.get(step.resource());

        runOut();
        stories.apply(step);

        assertComesWithAnotherAndDoesItOnce(step, effect);
    }

    private void runOut() {
        world.azure.clock().advance(ExpiringTokens.LIFE.multipliedBy(2));
    }

    private void assertComesWithAnotherAndDoesItOnce(Step step, Effect effect) {
        List<AuditEntry> asked = world.azure.audit().stream()
                .filter(entry -> entry.principal().startsWith("token-"))
                .toList();
        AuditEntry last = asked.get(asked.size() - 1);
        assertThat(asked).anyMatch(entry -> entry.status() == REFUSED);
        assertThat(asked)
                .as("what came with a token that Azure had refused, was refused")
                .filteredOn(entry -> entry.sequence() > firstRefused(asked).sequence())
                .filteredOn(
                        entry -> entry.principal().equals(firstRefused(asked).principal()))
                .allMatch(entry -> entry.status() == REFUSED);
        assertThat(last.principal()).isNotEqualTo(firstRefused(asked).principal());
        assertThat(last.status()).isLessThan(300);
        assertThat(world.effects(step, effect)).isOne();
        assertThat(stories.verify(List.of(step))).isEmpty();
    }

    private static AuditEntry firstRefused(List<AuditEntry> asked) {
        return asked.stream()
                .filter(entry -> entry.status() == REFUSED)
                .findFirst()
                .orElseThrow();
    }
}
