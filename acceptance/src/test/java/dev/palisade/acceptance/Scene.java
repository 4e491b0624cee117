package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.EnvironmentFixture;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.kind.SideResources;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.state.AuditEntry;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * One test's environment in the simulator, and what Azure's side of the wire says about it afterwards.
 *
 * @param before the resource group before anything was asked
 */
record Scene(LocalStack stack, EnvironmentFixture environment, Azure before) {
    /** Longer than an operation is waited for at most, and its undo after that: what takes longer never ends. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    static Scene in(LocalStack stack, String group) {
        return of(stack, EnvironmentFixture.of(group, Path.of("..", "examples")).withNeighbour());
    }

    /** Without the neighbour, where every step is still to be done: as a page tells it. */
    static Scene alone(LocalStack stack, String group) {
        return of(stack, EnvironmentFixture.of(group, Path.of("..", "examples")));
    }

    static Scene of(LocalStack stack, EnvironmentFixture environment) {
        environment.world().forEach(stack.arm()::put);
        Azure before = Azure.of(environment.groupId(), stack.arm().resourcesWithin(environment.groupId() + "/"));
        return new Scene(stack, environment, before);
    }

    /** Sends a request; its id is the scene's name and this. */
    String ask(RequestType type, String suffix, JsonNode data) {
        String id = environment.group() + "-" + suffix;
        stack.requests().ask(type, id, data);
        return id;
    }

    String apply(String suffix, ObjectNode document) {
        return ask(RequestType.APPLY, suffix, document);
    }

    RequestStatus atRest(String id) {
        return stack.requests().atRest(id, PATIENCE);
    }

    /** Waits until Azure has been asked to write to this resource. */
    void awaitWrite(String resource, String method) {
        stack.audit()
                .await(
                        resource,
                        entry -> entry.resource().equalsIgnoreCase(resource)
                                && entry.method().equals(method),
                        PATIENCE);
    }

    /** Waits until the request takes back what it did, or rests. */
    void awaitUndo(String id) {
        stack.requests()
                .until(
                        id,
                        status -> status.state() == RequestState.UNDOING
                                || status.state().resting(),
                        PATIENCE);
    }

    Azure now() {
        return Azure.of(environment.groupId(), stack.arm().resourcesWithin(environment.groupId() + "/"));
    }

    /** Plants a fault; {@link #fired} tells whether it struck. */
    Fault plant(FaultKind kind, String resource) {
        return plant(Fault.of(kind, resource, 1));
    }

    Fault plant(Fault fault) {
        return stack.arm().faults().add(fault);
    }

    int fired(Fault planted) {
        return stack.arm().faults().list().stream()
                .filter(fault -> fault.id().equals(planted.id()))
                .mapToInt(Fault::fired)
                .sum();
    }

    /** Waits until a fault has struck. */
    void awaitFired(Fault planted) {
        stack.audit()
                .await(
                        environment.groupId(),
                        entry -> entry.faults().contains(planted.kind()) && fired(planted) > 0,
                        PATIENCE);
    }

    boolean exists(String id) {
        return stack.arm().resource(id).isPresent();
    }

    /** A field of a resource as the simulator holds it. */
    JsonNode field(String id, String pointer) {
        return stack.arm().resource(id).orElseThrow().at(pointer);
    }

    /** How often Azure really made, changed or deleted this resource. */
    long effects(String id, Effect effect) {
        return stack.audit().within(id).stream()
                .filter(entry -> id.equalsIgnoreCase(entry.resource()) && entry.effect() == effect)
                .count();
    }

    /** The writes that Azure was sent for anything in this test's resource group. */
    List<AuditEntry> writes() {
        return stack.audit().within(environment.groupId()).stream()
                .filter(entry -> !entry.method().equals("GET"))
                .toList();
    }

    /** Everything that Azure was asked in this test's resource group, and what went wrong there, each in a line. */
    List<String> asked() {
        return stack.audit().within(environment.groupId()).stream()
                .filter(entry ->
                        !entry.method().equals("GET") || !entry.faults().isEmpty())
                .map(entry -> entry.realTime() + " " + entry.method() + " " + entry.resource() + " " + entry.status()
                        + " " + entry.effect() + " " + entry.faults())
                .toList();
    }

    /** Whatever happened: nothing was made twice, what belongs to others is as it was, and no door opened unasked. */
    void assertUnharmed(StepKind step) {
        assertUnharmed(door -> isOpenedBy(step, door));
    }

    /** @param mayOpen the doors, by ID, that a request asks to open */
    void assertUnharmed(Predicate<String> mayOpen) {
        Harm harm = new Harm(this);
        harm.assertNothingMadeTwice();
        harm.assertNothingForeignTouched();
        harm.assertNeighbourLeftAlone();
        harm.assertNoDoorOpened(mayOpen);
    }

    /** Nothing has changed but what the status says is done, or failed half way; and what it says is done is there. */
    void assertRemainsAsTold(Azure then, RequestStatus status) {
        Remains.assertThatWhatIsToldAsDoneIsThere(this, status);
        List<String> told = status.steps().stream()
                .filter(step -> step.state() == StepState.DONE || step.state() == StepState.FAILED)
                .flatMap(step -> status.plan().steps().stream()
                        .filter(planned -> planned.id().equals(step.stepId()))
                        .map(planned -> planned.resource().key()))
                .toList();
        assertThat(then.changesTo(now()))
                .as("what has changed in %s though %s does not tell of it", environment.group(), told)
                .filteredOn(change -> told.stream()
                        .noneMatch(id -> change.resource().equals(id)
                                || change.resource().startsWith(id + "/")
                                || SideResources.isBeside(change.resource(), id)))
                .isEmpty();
    }

    /** Whatever happened: what belongs to others is as it was. */
    void assertNothingForeignTouched() {
        new Harm(this).assertNothingForeignTouched();
    }

    /** All is as it was then, but for doors that were closed since, which stay closed. */
    void assertTakenBackTo(Azure then, StepKind step) {
        assertThat(remaining(then, step))
                .as("what remains in %s", environment.group())
                .isEmpty();
    }

    /** Before a pivot all is taken back. At one that fails, what was done before it is kept for a person, as the status tells. */
    void assertTakenBackOrKept(Azure then, StepKind step, RequestStatus status) {
        if (status.state() == RequestState.PARKED) {
            assertRemainsAsTold(then, status);
            assertThat(remaining(then, step))
                    .as("what has become of %s, which is not gone", step.resourceIn(this))
                    .noneMatch(change -> change.isOn(step.resourceIn(this)));
        } else {
            assertTakenBackTo(then, step);
        }
    }

    /** What is not as it was then. What could not be deleted is all there, and Azure says of it how its deletion ended. */
    List<Azure.Change> remaining(Azure then, StepKind step) {
        return Foreign.remaining(then, now()).stream()
                .filter(change -> !(step.pivot() && change.isOn(step.resourceIn(this)) && change.isOfItsState()))
                .toList();
    }

    /** Whether this is the door that the step is asked to open. */
    boolean isOpenedBy(StepKind step, String door) {
        return step.opensADoor() && door.equalsIgnoreCase(step.resourceIn(this));
    }
}
