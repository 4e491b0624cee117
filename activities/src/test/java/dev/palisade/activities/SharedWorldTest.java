package dev.palisade.activities;

import static dev.palisade.activities.SimulatedAzure.CLUSTER;
import static dev.palisade.activities.SimulatedAzure.STORAGE;
import static dev.palisade.activities.SimulatedAzure.SUBNET;
import static dev.palisade.activities.Stories.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Attachment;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.ParentActivities.ClaimsSettled;
import dev.palisade.workflows.contract.ParentWorkflow.Claiming;
import dev.palisade.workflows.contract.ParentWorkflow.Conflict;
import dev.palisade.workflows.contract.ParentWorkflow.Reason;
import dev.palisade.workflows.contract.PauseWorkflow;
import dev.palisade.workflows.contract.PauseWorkflow.Pause;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two environments on one account, and operators who pause: what is done in Azure, and what is left alone. */
@Timeout(90)
class SharedWorldTest {
    private static final String NEIGHBOUR =
            "/subscriptions/s/resourcegroups/other/providers/microsoft.machinelearningservices/workspaces/other";
    private static final String DEFAULT_ACTION = "/properties/networkAcls/defaultAction";
    private static final String RULES = "/properties/networkAcls/virtualNetworkRules";

    private final SimulatedAzure world = new SimulatedAzure();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anUndoChangesBackAllButWhatANeighbourNeedsAndTheNeighbourInheritsThat() {
        Step step = storage();
        JsonNode before = world.resource(step);
        world.stories.apply(step);
        assertThat(claim(step, DEFAULT_ACTION)).isEmpty();

        Undone undone = world.stories.undo(step, Ownership.CHANGED, true);

        assertThat(undone.result()).isEqualTo(Result.LEFT);
        assertThat(undone.explanation()).isEqualTo("left: still needed by environment other");
        assertThat(world.resource(step).at(DEFAULT_ACTION).asText()).isEqualTo("Deny");
        assertThat(world.resource(step).at(RULES)).isEqualTo(before.at(RULES));
        assertThat(inheritedBy(NEIGHBOUR, step)).containsExactly(DEFAULT_ACTION);
    }

    /** An undo that takes nothing away announces nothing, or the neighbour would be kept from what stays. */
    @Test
    void whatWasOnlyWrittenAgainCanBeClaimedAfterItsUndo() {
        Step step = storage();
        world.stories.apply(step);
        Step asItIs = step.with(step.deltas().stream().map(Delta::again).toList());
        long writes = world.effects(step, Effect.CHANGED);

        Undone undone = world.stories.undo(asItIs, Ownership.CHANGED, true);

        assertThat(undone.result()).isEqualTo(Result.NEVER_HAPPENED);
        assertThat(claim(step, DEFAULT_ACTION)).isEmpty();
        assertThat(world.effects(step, Effect.CHANGED)).isEqualTo(writes);
    }

    @Test
    void aStepThatTakesBackStopsIfANeighbourHasComeToNeedIt() throws Exception {
        Step step = storage();
        world.stories.apply(step);
        claim(step, DEFAULT_ACTION);
        long writes = world.effects(step, Effect.CHANGED);

        AzureFailure failure = Stories.failure(() -> world.stories.begin(inverse(step)));

        assertThat(failure.failureClass()).isEqualTo(FailureClass.WORLD_CHANGED);
        assertThat(failure.message()).isEqualTo("it is still needed by environment other.");
        assertThat(world.effects(step, Effect.CHANGED)).isEqualTo(writes);
    }

    @Test
    void whatAStepTakesBackCannotBeClaimedMeanwhile() {
        Step step = storage();
        world.stories.apply(step);

        world.stories.apply(inverse(step));

        assertThat(world.resource(step).at(DEFAULT_ACTION).asText()).isNotEqualTo("Deny");
        assertThat(claim(step, DEFAULT_ACTION)).extracting(Conflict::reason).containsExactly(Reason.LEAVING);
    }

    @Test
    void theHeirMayDeleteWhatBearsTheTagsOfWhoMadeIt() throws Exception {
        Step creation = world.step(CLUSTER);
        world.stories.apply(creation);
        Step deletion = deletion(creation);
        ResourceId cluster = creation.resource();
        Claims attachment = attachment(cluster);
        assertThat(Stories.failure(() -> world.stories.beginFor(NEIGHBOUR, deletion))
                        .failureClass())
                .as("it is not its own")
                .isEqualTo(FailureClass.WORLD_CHANGED);

        world.stories.parents.claim(cluster, new Claiming(NEIGHBOUR, "other", "request/n/run", attachment));
        LedgerEntry made = new LedgerEntry(REQUEST, creation, Ownership.CREATED, LedgerEntry.State.STANDING);
        Claims had = new Claims(List.of(new Element(cluster, creation.deltas().get(0))), List.of(), List.of());
        world.stories.parents.settle(
                new ClaimsSettled(
                        world.environment, "us", "request/us/run", had, Claims.none(), List.of(made), Set.of()),
                List.of(made.reference()));

        world.stories.beginFor(NEIGHBOUR, deletion);
        while (world.exists(creation)) {
            LockSupport.parkNanos(50_000_000);
        }
        assertThat(world.effects(creation, Effect.DELETED)).isOne();
    }

    @Test
    void thePlannerLearnsWhatNeighboursHold() {
        ResourceId cluster = world.step(CLUSTER).resource();
        world.stories.parents.claim(cluster, new Claiming(NEIGHBOUR, "other", "request/n/run", attachment(cluster)));

        var prepared = world.stories.prepare(world.document);

        assertThat(prepared.findings())
                .filteredOn(Finding::refuses)
                .anySatisfy(
                        finding -> assertThat(finding.arguments().values()).anyMatch(value -> value.contains("other")));
    }

    @Test
    void whilePausedNothingIsBegunOrUndoneAndAfterwardsAllGoesOn() throws Exception {
        Step step = world.step(SUBNET);
        long requests = world.azure.audit().size();
        world.stories.pause(new Pause(PauseWorkflow.EVERYWHERE, "mina", "audit", Instant.EPOCH));

        AzureFailure failure = Stories.failure(() -> world.stories.begin(step));
        AzureFailure undo = Stories.failure(() -> world.stories.undo(step, Ownership.CHANGED, true));
        assertThat(failure.failureClass()).isEqualTo(FailureClass.PAUSED);
        assertThat(failure.message())
                .isEqualTo("Writes are paused everywhere by mina since 1970-01-01T00:00:00Z: audit");
        assertThat(undo.failureClass()).isEqualTo(FailureClass.PAUSED);
        assertThat(world.azure.audit()).hasSize((int) requests);

        CompletableFuture<Void> waiting = CompletableFuture.runAsync(world.stories::awaitUnpaused);
        world.stories.unpause(PauseWorkflow.EVERYWHERE);
        waiting.join();
        world.stories.apply(step);
        assertThat(world.stories.verify(List.of(step))).isEmpty();
        assertThat(world.effects(step, Effect.CHANGED)).isOne();
    }

    /** Once the subnet is ready for it. */
    private Step storage() {
        world.stories.apply(world.step(SUBNET));
        return world.step(STORAGE);
    }

    private List<Conflict> claim(Step step, String path) {
        List<Element> elements = step.deltas().stream()
                .filter(delta -> delta.path().equals(path))
                .map(delta -> new Element(step.resource(), delta))
                .toList();
        assertThat(elements).isNotEmpty();
        Claims claims = new Claims(elements, List.of(), List.of());
        return world.stories
                .parents
                .claim(step.resource().topLevel(), new Claiming(NEIGHBOUR, "other", "request/n/run", claims))
                .conflicts();
    }

    private List<String> inheritedBy(String environment, Step step) {
        ResourceId parent = step.resource().topLevel();
        Held held = world.stories
                .parents
                .neighbours(environment, List.of(parent))
                .byParent()
                .get(parent.key());
        return held.inherited().stream()
                .flatMap(entry -> entry.step().deltas().stream())
                .map(Delta::path)
                .toList();
    }

    private static Claims attachment(ResourceId cluster) {
        ResourceId compute = ResourceId.of(NEIGHBOUR).child("computes", "theirs");
        return new Claims(List.of(), List.of(), List.of(new Attachment(cluster, compute)));
    }

    private static Step deletion(Step creation) {
        JsonNode whole = creation.deltas().get(0).after();
        JsonNode identity = JsonNodeFactory.instance.objectNode().set("location", whole.path("location"));
        return new Step(
                creation.id(),
                creation.kind(),
                Step.Action.DELETE,
                creation.resource(),
                "Delete it",
                List.of(new Delta("", null, identity, null)),
                List.of(),
                Step.Undo.NONE,
                Step.Effect.NEUTRAL,
                creation.typical(),
                "",
                List.of(REQUEST + "|" + creation.id()));
    }

    private static Step inverse(Step step) {
        return new Step(
                step.id(),
                step.kind(),
                step.action(),
                step.resource(),
                "Open it",
                step.deltas().stream().map(Delta::inverse).toList(),
                List.of(),
                step.undo(),
                Step.Effect.LOOSEN,
                step.typical(),
                "",
                List.of("r-1|" + step.id()));
    }
}
