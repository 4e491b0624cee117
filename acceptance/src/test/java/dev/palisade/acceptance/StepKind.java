package dev.palisade.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.EnvironmentFixture;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.planning.edit.DocumentEditor;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestState;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One kind of step, with all that a proof must know to provoke it, to disturb it, and to see in Azure what became of it.
 *
 * @param name a word or two, also the beginning of the resource group's name
 * @param standing the document that is applied undisturbed before; null for none
 * @param type the request whose step it is
 * @param data what that request carries
 * @param step the step's id in the plan
 * @param resource what is written to
 * @param method how
 * @param effect what the write does to the resource
 * @param longRunning true if Azure answers before it is done
 * @param waitsForApproval true if policy holds the plan
 * @param pivot true if the step takes something away: there is no way back from it
 * @param done asserts that Azure has it as asked
 */
record StepKind(
        String name,
        @Nullable Function<EnvironmentFixture, ObjectNode> standing,
        RequestType type,
        Function<EnvironmentFixture, ObjectNode> data,
        String step,
        Function<EnvironmentFixture, String> resource,
        String method,
        Effect effect,
        boolean longRunning,
        boolean waitsForApproval,
        boolean pivot,
        Consumer<Scene> done) {

    /** A step of a first apply. */
    static StepKind applied(
            String name,
            Function<EnvironmentFixture, ObjectNode> document,
            String step,
            Function<EnvironmentFixture, String> resource,
            String method,
            Effect effect,
            Consumer<Scene> done) {
        return new StepKind(
                name, null, RequestType.APPLY, document, step, resource, method, effect, true, false, false, done);
    }

    /** The same, answered by Azure once it is done. */
    StepKind atOnce() {
        return new StepKind(
                name, standing, type, data, step, resource, method, effect, false, waitsForApproval, pivot, done);
    }

    /** The same resource, and another thing that is done to it. */
    StepKind named(String otherName, Consumer<Scene> otherDone) {
        return new StepKind(
                otherName,
                standing,
                type,
                data,
                step,
                resource,
                method,
                effect,
                longRunning,
                waitsForApproval,
                pivot,
                otherDone);
    }

    /** The same resource, written in another way. */
    StepKind writing(String otherMethod, Effect otherEffect) {
        return new StepKind(
                name,
                standing,
                type,
                data,
                step,
                resource,
                otherMethod,
                otherEffect,
                longRunning,
                waitsForApproval,
                pivot,
                done);
    }

    /** The same in an environment that stands, asked for by a request of this type. */
    StepKind in(
            Function<EnvironmentFixture, ObjectNode> document,
            RequestType asked,
            Function<EnvironmentFixture, ObjectNode> operation) {
        return new StepKind(
                name,
                document,
                asked,
                operation,
                step,
                resource,
                method,
                effect,
                longRunning,
                waitsForApproval,
                pivot,
                done);
    }

    /** The same, held by policy until somebody approves its plan. */
    StepKind approved() {
        return new StepKind(name, standing, type, data, step, resource, method, effect, longRunning, true, pivot, done);
    }

    /** The same as something that cannot be taken back. */
    StepKind asAPivot() {
        return new StepKind(
                name, standing, type, data, step, resource, method, effect, longRunning, waitsForApproval, true, done);
    }

    /** Brings the scene to where the step is next, and returns what Azure holds then. */
    Azure prepare(Scene scene) {
        if (standing != null) {
            Proofs.assertState(
                    scene.atRest(scene.apply("standing", standing.apply(scene.environment()))), RequestState.READY);
        }
        return scene.now();
    }

    /** Asks for what the step is part of, and lets it run. */
    String ask(Scene scene) {
        String id = asked(scene);
        if (waitsForApproval) {
            scene.stack().requests().approve(id, Scene.PATIENCE);
        }
        return id;
    }

    /** Asks for it, and leaves it to others to let it run. */
    String asked(Scene scene) {
        return scene.ask(type, "asked", data.apply(scene.environment()));
    }

    /** All that is wanted once it is done, as a document: what an operation asks for is the standing one, edited. */
    ObjectNode wanted(EnvironmentFixture environment) {
        ObjectNode asked = data.apply(environment);
        return standing == null || type.carriesDocument()
                ? asked
                : (ObjectNode) DocumentEditor.edit(standing.apply(environment), type, asked)
                        .body();
    }

    /** Where a failure of it may lead. A pivot that Azure refused has changed nothing: the request may say so in either word. */
    List<RequestState> failed() {
        return pivot ? List.of(RequestState.PARKED, RequestState.ROLLED_BACK) : List.of(RequestState.ROLLED_BACK);
    }

    /** True if it is asked to let everybody in again. */
    boolean opensADoor() {
        return type == RequestType.STORAGE_OPEN || type == RequestType.VAULT_OPEN;
    }

    /** What it does to which kind of resource. */
    Change change() {
        return new Change(
                kind(),
                switch (effect) {
                    case CREATED -> Action.CREATE;
                    case DELETED -> Action.DELETE;
                    default -> Action.UPDATE;
                });
    }

    private ResourceKind kind() {
        String plan = step.substring(0, step.indexOf('/'));
        return switch (plan) {
            case "nsg" -> ResourceKind.NETWORK_SECURITY_GROUP;
            case "route-table" -> ResourceKind.ROUTE_TABLE;
            case "subnet" -> ResourceKind.SUBNET;
            case "storage" -> ResourceKind.STORAGE_ACCOUNT;
            case "vault" -> ResourceKind.KEY_VAULT;
            case "compute" -> ResourceKind.AML_COMPUTE;
            case "cluster" -> ResourceKind.MANAGED_CLUSTER;
            case "extension" -> ResourceKind.CLUSTER_EXTENSION;
            case "attachment" -> ResourceKind.ATTACHED_CLUSTER;
            case "machine" -> ResourceKind.ATTACHED_MACHINE;
            case "endpoint", "traffic" -> ResourceKind.ONLINE_ENDPOINT;
            case "deployment" -> ResourceKind.ONLINE_DEPLOYMENT;
            case "service" -> ResourceKind.WEB_SERVICE;
            default -> throw new IllegalStateException(plan + " is of no kind of resource");
        };
    }

    String resourceIn(Scene scene) {
        return resource.apply(scene.environment());
    }

    @Override
    public String toString() {
        return name;
    }
}
