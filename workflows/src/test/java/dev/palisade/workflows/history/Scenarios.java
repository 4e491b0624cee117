package dev.palisade.workflows.history;

import static dev.palisade.workflows.contract.RequestState.CANCELLED;
import static dev.palisade.workflows.contract.RequestState.PARKED;
import static dev.palisade.workflows.contract.RequestState.PLANNED;
import static dev.palisade.workflows.contract.RequestState.READY;
import static dev.palisade.workflows.contract.RequestState.REJECTED;
import static dev.palisade.workflows.contract.RequestState.ROLLED_BACK;
import static dev.palisade.workflows.contract.RequestState.STUCK;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.Severity;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Fault;
import dev.palisade.workflows.fake.Moments;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Every way of a request that is recorded, a row each. Those of what requests share are in {@link dev.palisade.workflows.parent.SharedScenarios}. */
final class Scenarios {
    private static final JsonNode DOCUMENT =
            JsonNodeFactory.instance.objectNode().put("name", "churn-prod");
    private static final Finding REFUSES =
            new Finding(FindingCode.SUBNET_MISSING, Severity.REFUSES, "/network", WhoseMove.YOURS, Map.of());

    private Scenarios() {}

    static List<Scenario> all() {
        return Stream.of(endings(), onTheWay(), byPersons(), attempts(), operations(), EnvironmentScenarios.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Scenario> endings() {
        return List.of(
                Scenario.ending("ready", READY, Scenarios::world),
                // What bears no tags is told of as soon as it is made.
                Scenario.ending(
                        "ownership-told",
                        READY,
                        () -> new FakeWorld()
                                .wants(
                                        Plans.quick("subnet"),
                                        Plans.untagged("extension", "subnet"),
                                        Plans.slow("compute", "extension"))),
                Scenario.ending("rejected", REJECTED, () -> world().finds(REFUSES)),
                Scenario.ending("rolled-back", ROLLED_BACK, () -> world().withFault("compute", Fault.FAILS_LATE)),
                Scenario.ending("parked", PARKED, () -> world().withFault("compute", Fault.QUOTA)),
                Scenario.ending(
                        "parked-still-different", PARKED, () -> world().withFault("storage", Fault.VERIFY_DIFFERS)),
                Scenario.ending(
                        "parked-behind-a-pivot",
                        PARKED,
                        () -> new FakeWorld()
                                .wants(Plans.pivot("keys"), Plans.slow("compute", "keys"))
                                .withFault("compute", Fault.REFUSED)),
                Scenario.ending(
                        "rolled-back-behind-a-closed-door",
                        ROLLED_BACK,
                        () -> new FakeWorld()
                                .wants(Plans.tighten("storage"), Plans.slow("compute", "storage"))
                                .withFault("compute", Fault.REFUSED)),
                Scenario.ending("stuck", STUCK, Scenarios::locked),
                new Scenario(
                        "planned",
                        Scenarios::world,
                        (stage, world) -> Scenes.ended(stage, Scenes.later("p1", RequestType.PLAN), PLANNED)),
                new Scenario(
                        "planned-of-before-attempts",
                        Scenarios::world,
                        (stage, world) -> Scenes.ended(stage, Scenes.ofBeforeAttempts("p1"), PLANNED)));
    }

    private static List<Scenario> onTheWay() {
        return List.of(
                Scenario.ending(
                        "claims-refused-at-first",
                        READY,
                        () -> world().claims(Plans.claims("subnet")).refusesClaims(1)),
                Scenario.ending("paused", READY, Scenarios::pausedInTheMiddle),
                Scenario.ending("response-lost", READY, () -> world().withFault("cluster", Fault.RESPONSE_LOST)),
                Scenario.ending("rolled-back-side-by-side", ROLLED_BACK, Scenarios::sideBySide),
                Scenario.ending("left-to-others", ROLLED_BACK, Scenarios::takenByOthers),
                new Scenario("turn-awaited", Scenarios::world, Scenarios::turnAwaited),
                new Scenario("given-up-and-inherited", Scenarios::standing, Scenarios::givenUp));
    }

    private static List<Scenario> byPersons() {
        return List.of(
                new Scenario("cancelled", Scenarios::world, (stage, world) -> {
                    world.at("begun", "cluster", Moments.cancelling(stage, id -> Scenes.cancel(stage, id)));
                    return Scenes.ended(stage, Stage.request("r1"), CANCELLED);
                }),
                new Scenario("cancelled-untold-at-first", Scenarios::world, (stage, world) -> {
                    world.at("begun", "cluster", Moments.cancelling(stage, id -> {
                        world.topic().away(7);
                        Scenes.cancel(stage, id);
                    }));
                    return Scenes.ended(stage, Stage.request("r1"), CANCELLED);
                }),
                new Scenario("cancelled-before-its-turn", Scenarios::world, Scenarios::cancelledBeforeItsTurn),
                new Scenario("cancelled-before-its-approval", () -> world().needsApproval(), (stage, world) -> {
                    RequestWorkflow request = stage.start(Stage.request("r1"));
                    Scenes.awaitApproval(request);
                    request.cancel("not needed any more");
                    return Scenes.ended(stage, request, CANCELLED);
                }),
                new Scenario("approval-refused", () -> world().needsApproval(), (stage, world) -> {
                    RequestWorkflow request = stage.start(Stage.request("r1"));
                    Scenes.decide(request, false);
                    return Scenes.ended(stage, request, REJECTED);
                }),
                new Scenario("approved-twice", Scenarios::changing, (stage, world) -> {
                    world.at("begin", "cluster", id -> world.wants(Plans.slow("other"), Plans.quick("subnet")));
                    RequestWorkflow request = stage.start(Stage.request("r1"));
                    Scenes.decide(request, true);
                    Moments.until(() -> world.fired().contains("WORLD_CHANGED cluster"));
                    Scenes.decide(request, true);
                    return Scenes.ended(stage, request, READY);
                }));
    }

    private static List<Scenario> attempts() {
        return List.of(
                new Scenario("second-attempt", () -> world().withFault("compute", Fault.QUOTA), (stage, world) -> {
                    stage.play(Stage.request("r1"));
                    world.withoutFault("compute");
                    return Scenes.ended(stage, Scenes.attempt(RequestType.APPLY), READY);
                }),
                new Scenario(
                        "accepted",
                        () -> world().withFault("compute", Fault.QUOTA).standsFor(DOCUMENT),
                        (stage, world) -> {
                            stage.play(Stage.request("r1"));
                            world.wants();
                            return Scenes.ended(stage, Scenes.attempt(RequestType.ACCEPT), READY);
                        }),
                new Scenario("resumed", Scenarios::locked, (stage, world) -> {
                    Scenes.ended(stage, Stage.request("r1"), STUCK);
                    world.withoutFault("subnet");
                    return Scenes.ended(stage, Scenes.attempt(RequestType.RESUME), ROLLED_BACK);
                }));
    }

    /** One for each message that edits what stands, by the type's own name. */
    private static List<Scenario> operations() {
        return Arrays.stream(RequestType.values())
                .filter(type -> !type.eventType().isEmpty() && !type.carriesDocument())
                .map(Scenarios::operation)
                .toList();
    }

    private static Scenario operation(RequestType type) {
        String name = "operation-" + type.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Scenario(name, Scenarios::standing, (stage, world) -> {
            stage.play(Stage.request("r0"));
            world.wants(takingAway(type) ? Plans.deletion("compute", "r0|compute") : Plans.slow("other"));
            world.needsApproval(takingAway(type));
            RequestWorkflow request = stage.start(Scenes.later("r1", type));
            if (takingAway(type)) {
                Scenes.decide(request, true);
            }
            return Scenes.ended(stage, request, READY);
        });
    }

    private static boolean takingAway(RequestType type) {
        return type == RequestType.DELETE
                || type == RequestType.DETACH
                || type == RequestType.COMPUTE_DELETE
                || type == RequestType.CLUSTER_DELETE;
    }

    private static String turnAwaited(Stage stage, FakeWorld world) {
        world.at("await", "cluster", first -> {
            stage.start(Stage.request("r2"));
            Moments.until(() -> stage.environment().waiting().size() == 1);
        });
        stage.play(Stage.request("r1"));
        return Scenes.ended(stage, stage.request("request/r2", RequestWorkflow.class), READY);
    }

    private static String cancelledBeforeItsTurn(Stage stage, FakeWorld world) {
        world.at("await", "cluster", first -> {
            RequestWorkflow second = stage.start(Stage.request("r2"));
            Moments.until(() -> stage.environment().waiting().size() == 1);
            second.cancel("not needed any more");
            Scenes.ended(stage, second, CANCELLED);
        });
        stage.play(Stage.request("r1"));
        return "request/r2";
    }

    /** What a neighbour leaves at the last moment is taken back in a second plan. */
    private static String givenUp(Stage stage, FakeWorld world) {
        world.alreadyHas("rule");
        stage.play(Stage.request("r0"));
        world.wants(Plans.deletion("compute", "r0|compute"))
                .claims(Claims.none())
                .standsFor(null);
        world.at("giveUp", Plans.WORKSPACE.key(), request -> world.wants(Plans.deletion("rule", "other|rule")));
        return Scenes.ended(stage, Scenes.later("r1", RequestType.DELETE), READY);
    }

    private static FakeWorld world() {
        return new FakeWorld()
                .wants(
                        Plans.quick("subnet"),
                        Plans.slow("cluster", "subnet"),
                        Plans.slow("compute", "cluster"),
                        Plans.tighten("storage", "subnet", "compute"));
    }

    private static FakeWorld standing() {
        return new FakeWorld()
                .wants(Plans.slow("compute"))
                .claims(Plans.claims("subnet"))
                .standsFor(DOCUMENT);
    }

    private static FakeWorld locked() {
        return world().withFault("compute", Fault.REFUSED).withFault("subnet", Fault.UNDO_LOCKED);
    }

    private static FakeWorld changing() {
        return world().needsApproval().withFault("cluster", Fault.WORLD_CHANGED);
    }

    private static FakeWorld pausedInTheMiddle() {
        FakeWorld world = world();
        world.at("begin", "cluster", id -> world.pause());
        world.at("pause", Plans.WORKSPACE.key(), id -> world.unpause());
        return world;
    }

    private static FakeWorld sideBySide() {
        return new FakeWorld()
                .wants(
                        Plans.quick("subnet"),
                        Plans.quick("cluster", "subnet"),
                        Plans.quick("compute", "subnet"),
                        Plans.slow("attachment", "cluster", "compute"))
                .withFault("attachment", Fault.REFUSED);
    }

    /** Somebody else has made it again by the time of the undo. */
    private static FakeWorld takenByOthers() {
        FakeWorld world = world().withFault("compute", Fault.REFUSED);
        world.at("undo", "cluster", id -> world.alreadyHas("cluster"));
        return world;
    }
}
