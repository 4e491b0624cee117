package dev.palisade.activities;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.activities.shared.Parents;
import dev.palisade.activities.shared.RunningWorkflows;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.claim.Neighbours.Neighbour;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Attachment;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.ParentActivities;
import dev.palisade.workflows.contract.ParentActivities.ClaimCall;
import dev.palisade.workflows.contract.ParentActivities.ClaimsSettled;
import dev.palisade.workflows.contract.ParentWorkflow;
import dev.palisade.workflows.contract.ParentWorkflow.Claiming;
import dev.palisade.workflows.contract.ParentWorkflow.Leaving;
import dev.palisade.workflows.contract.ParentWorkflow.ParentState;
import dev.palisade.workflows.contract.ParentWorkflow.Reason;
import dev.palisade.workflows.parent.ParentWorkflowImpl;
import dev.palisade.workflows.payload.Payloads;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParentActivitiesTest {
    private static final ResourceId GROUP = ResourceId.of("/subscriptions/s/resourceGroups/g");
    private static final ResourceId ACCOUNT = GROUP.sibling("Microsoft.Storage/storageAccounts", "shared");
    private static final ResourceId CLUSTER = GROUP.sibling("Microsoft.ContainerService/managedClusters", "aks");
    private static final String US = environment("us");
    private static final String THEM = environment("them");
    private static final Element DENY = new Element(
            ACCOUNT,
            Delta.field("/properties/networkAcls/defaultAction", null, JsonNodeFactory.instance.textNode("Deny")));

    private final TestWorkflowEnvironment temporal =
            TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setUseTimeskipping(false)
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(Payloads.converter())
                            .build())
                    .build());
    private final Parents parents = new Parents(new RunningWorkflows(temporal.getWorkflowClient(), "parents"));

    ParentActivitiesTest() {
        Worker worker = temporal.newWorker("parents");
        worker.registerWorkflowImplementationTypes(ParentWorkflowImpl.class, ClaimsImpl.class, SettlesImpl.class);
        worker.registerActivitiesImplementations(new ParentActivitiesImpl(parents));
        temporal.start();
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void eachParentLearnsWhatIsClaimedOfIt() {
        claim(US, both("us"));

        assertThat(others(THEM, ACCOUNT)).singleElement().satisfies(neighbour -> {
            assertThat(neighbour.environment()).isEqualTo(US);
            assertThat(neighbour.name()).isEqualTo("us");
            assertThat(neighbour.claims()).isEqualTo(both("us").of(ACCOUNT));
        });
        assertThat(others(THEM, CLUSTER))
                .extracting(Neighbour::claims)
                .containsExactly(both("us").of(CLUSTER));
        assertThat(others(US, ACCOUNT)).as("we are not our own neighbours").isEmpty();
    }

    @Test
    void aParentThatNobodySpokeToHasNothingToSay() {
        assertThat(held(US, ACCOUNT)).isEqualTo(Held.nobody());
    }

    @Test
    void whatAnotherHoldsIsRefusedByItsName() {
        claim(THEM, both("them"));

        AzureFailure failure = failure(() -> claim(US, both("us")));

        assertThat(failure.failureClass()).isEqualTo(FailureClass.WORLD_CHANGED);
        assertThat(failure.resource()).isEqualTo(CLUSTER.toString());
        assertThat(failure.message()).isEqualTo(CLUSTER + " is attached by environment them (" + THEM + ").");
    }

    @Test
    void whatIsJustBeingTakenBackIsWaitedForAndThenPlannedAnew() {
        String run = claim(THEM, claimOf(DENY));
        assertThat(parents.leave(ACCOUNT, new Leaving(THEM, "them", List.of(DENY), null))
                        .kept())
                .isEmpty();
        CompletableFuture<AzureFailure> claiming =
                CompletableFuture.supplyAsync(() -> failure(() -> claim(US, claimOf(DENY))));
        while (state(ACCOUNT).claimants().size() < 2) {
            LockSupport.parkNanos(20_000_000);
        }
        assertThat(others(US, ACCOUNT)).as("it needs it no more").isEmpty();

        settle(new ClaimsSettled(THEM, "them", run, claimOf(DENY), Claims.none(), List.of(), Set.of()));
        AzureFailure failure = claiming.join();

        assertThat(failure.failureClass()).isEqualTo(FailureClass.WORLD_CHANGED);
        assertThat(others(THEM, ACCOUNT)).extracting(Neighbour::name).containsExactly("us");
    }

    @Test
    void everyParentOfBeforeAndNowIsToldAtTheEnd() {
        String run = claim(US, both("us"));

        settle(new ClaimsSettled(US, "us", run, both("us"), claimOf(DENY), List.of(closed()), Set.of()));

        assertThat(others(THEM, CLUSTER)).isEmpty();
        assertThat(others(THEM, ACCOUNT)).extracting(Neighbour::claims).containsExactly(claimOf(DENY));
    }

    @Test
    void whoBeganToTakeSomethingBackThatItNeverClaimedKeepsNobodyWaitingAfterItsEnd() {
        parents.leave(ACCOUNT, new Leaving(THEM, "them", List.of(DENY), null));
        assertThat(parents.claim(ACCOUNT, new Claiming(US, "us", "request/us/run", claimOf(DENY)))
                        .conflicts())
                .extracting(conflict -> conflict.reason())
                .containsExactly(Reason.LEAVING);

        settle(new ClaimsSettled(
                THEM, "them", "request/them/run", Claims.none(), Claims.none(), List.of(), Set.of(ACCOUNT)));

        claim(US, claimOf(DENY));
        assertThat(others(THEM, ACCOUNT)).extracting(Neighbour::name).containsExactly("us");
    }

    @Test
    void whatTheLedgerDropsIsInheritedByWhoNeedsIt() {
        String run = claim(US, claimOf(DENY));
        claim(THEM, claimOf(DENY));

        settle(new ClaimsSettled(US, "us", run, claimOf(DENY), Claims.none(), List.of(closed()), Set.of()));

        assertThat(held(THEM, ACCOUNT).inherited()).containsExactly(closed());
    }

    /** @return which run has claimed */
    private String claim(String environment, Claims claims) {
        String name = environment.substring(environment.lastIndexOf('/') + 1);
        return stub(Claimant.class).claim(new ClaimCall(environment, name, "r", claims));
    }

    private void settle(ClaimsSettled settled) {
        stub(Settles.class).settle(settled);
    }

    private <T> T stub(Class<T> type) {
        return temporal.getWorkflowClient()
                .newWorkflowStub(
                        type,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue("parents")
                                .setWorkflowId("request/" + UUID.randomUUID())
                                .build());
    }

    private ParentState state(ResourceId parent) {
        return temporal.getWorkflowClient()
                .newWorkflowStub(ParentWorkflow.class, "parent/" + parent.key())
                .state();
    }

    private List<Neighbour> others(String environment, ResourceId parent) {
        return held(environment, parent).others();
    }

    private Held held(String environment, ResourceId parent) {
        return parents.neighbours(environment, List.of(parent)).byParent().get(parent.key());
    }

    private static AzureFailure failure(Runnable call) {
        try {
            return Stories.failure(() -> {
                call.run();
                return null;
            });
        } catch (Exception checked) {
            throw new AssertionError(checked);
        }
    }

    private static Claims both(String name) {
        ResourceId compute = ResourceId.of(environment(name)).child("computes", "aks");
        return new Claims(List.of(DENY), List.of(), List.of(new Attachment(CLUSTER, compute)));
    }

    private static Claims claimOf(Element element) {
        return new Claims(List.of(element), List.of(), List.of());
    }

    private static LedgerEntry closed() {
        Step step = new Step(
                "storage/shared",
                ResourceKind.STORAGE_ACCOUNT,
                Step.Action.UPDATE,
                ACCOUNT,
                "Close the account",
                List.of(DENY.wanted()),
                List.of(),
                Step.Undo.REVERT_DELTAS,
                Step.Effect.TIGHTEN,
                Duration.ofMinutes(1),
                "",
                List.of());
        return new LedgerEntry("r-1", step, Ownership.CHANGED, State.STANDING);
    }

    private static String environment(String name) {
        return GROUP.key() + "/providers/microsoft.machinelearningservices/workspaces/" + name;
    }

    /** Claims, and says which run it was. */
    @WorkflowInterface
    public interface Claimant {
        @WorkflowMethod
        String claim(ClaimCall call);
    }

    @WorkflowInterface
    public interface Settles {
        @WorkflowMethod
        void settle(ClaimsSettled settled);
    }

    public static final class ClaimsImpl implements Claimant {
        @Override
        public String claim(ClaimCall call) {
            activities().claim(call);
            return ParentActivities.run(
                    Workflow.getInfo().getWorkflowId(), Workflow.getInfo().getRunId());
        }
    }

    public static final class SettlesImpl implements Settles {
        @Override
        public void settle(ClaimsSettled settled) {
            activities().settle(settled);
        }
    }

    private static ParentActivities activities() {
        return Workflow.newActivityStub(
                ParentActivities.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(10))
                        .setScheduleToCloseTimeout(Duration.ofSeconds(40))
                        .build());
    }
}
