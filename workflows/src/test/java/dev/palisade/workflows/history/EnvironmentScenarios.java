package dev.palisade.workflows.history;

import static dev.palisade.workflows.contract.RequestState.READY;
import static dev.palisade.workflows.contract.RequestState.ROLLED_BACK;
import static dev.palisade.workflows.contract.RequestState.STUCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.EnvironmentWorkflow.StuckAccepted;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Fault;
import dev.palisade.workflows.fake.Moments;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import java.time.Duration;
import java.util.List;

/** What an environment goes through, a row each. */
final class EnvironmentScenarios {
    private EnvironmentScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("environment", EnvironmentScenarios::world, (stage, world) -> {
                    stage.play(Stage.request("r1"));
                    return Scenes.environment();
                }),
                new Scenario("environment-deleted", EnvironmentScenarios::world, (stage, world) -> {
                    stage.play(Stage.request("r0"));
                    world.wants(Plans.deletion("compute", "r0|compute")).standsFor(null);
                    Scenes.ended(stage, Scenes.later("r1", RequestType.DELETE), READY);
                    return Scenes.environment();
                }),
                new Scenario("environment-stuck", EnvironmentScenarios::locked, (stage, world) -> {
                    Scenes.ended(stage, Stage.request("r1"), STUCK);
                    world.withoutFault("subnet");
                    Scenes.ended(stage, Scenes.attempt(RequestType.RESUME), ROLLED_BACK);
                    return Scenes.environment();
                }),
                new Scenario("environment-stuck-accepted", EnvironmentScenarios::locked, (stage, world) -> {
                    Scenes.ended(stage, Stage.request("r1"), STUCK);
                    stage.environmentWorkflow().stuckAccepted(new StuckAccepted("r1", "mina"));
                    assertThat(stage.environment().stuck()).isNull();
                    return Scenes.environment();
                }),
                new Scenario("environment-burying", () -> world().claims(Plans.claims("subnet")), (stage, world) -> {
                    Scenes.terminateInFlight(stage);
                    stage.passes(Duration.ofMinutes(41));
                    assertThat(stage.environment().ended()).hasSize(1);
                    return Scenes.environment();
                }),
                new Scenario("environment-of-a-reset-holder", EnvironmentScenarios::world, (stage, world) -> {
                    Scenes.terminateInFlight(stage);
                    Scenes.ended(stage, stage.restart(Stage.request("r1")), READY);
                    return Scenes.environment();
                }),
                new Scenario("environment-told-in-the-wrong-order", EnvironmentScenarios::untagged, (stage, world) -> {
                    stage.delayFirstTries();
                    Scenes.terminateInFlight(stage);
                    stage.passes(Duration.ofMinutes(41));
                    assertThat(stage.environment().ended()).hasSize(1);
                    return Scenes.environment();
                }),
                new Scenario("environment-asked-by-two", EnvironmentScenarios::world, EnvironmentScenarios::two));
    }

    private static String two(Stage stage, FakeWorld world) {
        world.at("await", "compute", first -> {
            stage.start(Stage.request("r2"));
            Moments.until(() -> stage.environment().waiting().size() == 1);
        });
        stage.play(Stage.request("r1"));
        Scenes.ended(stage, stage.request("request/r2", RequestWorkflow.class), READY);
        return Scenes.environment();
    }

    private static FakeWorld world() {
        return new FakeWorld().wants(Plans.quick("subnet"), Plans.slow("compute", "subnet"));
    }

    private static FakeWorld untagged() {
        return new FakeWorld().wants(Plans.untagged("extension"));
    }

    private static FakeWorld locked() {
        return world().withFault("compute", Fault.REFUSED).withFault("subnet", Fault.UNDO_LOCKED);
    }
}
