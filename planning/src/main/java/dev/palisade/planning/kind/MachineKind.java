package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.MachineAttachment;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft.Wanted;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.DeltaComparison.State;
import dev.palisade.planning.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Machines as computes of the workspace (seeds 000 and 001, "use a virtual machine or HDInsight cluster"). What is attached with other settings,
 * or with another secret, is detached first: an attachment cannot be changed.
 */
public final class MachineKind implements Kind {
    @Override
    public void plan(World world, Draft draft) {
        world.document().machines().forEach(machine -> {
            checkMachine(machine, world, draft);
            world.workspaceLocation().ifPresent(location -> plan(machine, location, world, draft));
        });
    }

    private static void checkMachine(MachineAttachment machine, World world, Draft draft) {
        Optional<JsonNode> body = world.find(machine.machine());
        String field = machine.attachField("resource_id");
        if (body.isEmpty()) {
            Map<String, String> arguments = Map.of(
                    "what", machine.type().noun(), "id", machine.machine().toString());
            draft.refuse(FindingCode.RESOURCE_MISSING, field, WhoseMove.YOURS, arguments);
        } else if (!World.isReady(body.get())) {
            Existing.refuseUnready(machine.machine(), body.get(), field, world, draft);
        } else {
            MachineImages.refuseOther(machine, body.get(), draft);
        }
    }

    /** What no longer matters once it is attached: by then Azure Machine Learning has signed in to it. */
    private static void checkBeforeAttaching(MachineAttachment machine, World world, Draft draft) {
        world.find(machine.machine()).filter(World::isReady).ifPresent(body -> {
            MachineImages.warnUnknown(machine, body, draft);
            new MachineReach(machine, world, draft).check();
        });
    }

    private static void plan(MachineAttachment machine, Location location, World world, Draft draft) {
        ResourceId id = world.document().workspace().child("computes", machine.name());
        MachineSteps steps = new MachineSteps(machine, id, location);
        Optional<JsonNode> existing = world.find(id);
        if (Owned.isToBeMade(id, existing, world)) {
            attach(steps, List.of(), world, draft);
        } else if (!World.isReady(existing.get())) {
            Existing.refuseUnready(id, existing.get(), machine.field(), world, draft);
        } else if (holds(existing.get(), Delta.creation(steps.body()))) {
            if (!world.isCreatedByThisRequest(existing.get())) {
                draft.found(id);
            }
        } else if (Owned.isCreated(id, world)) {
            Step detach = steps.detach(existing.get(), Owned.references(id, world));
            want(detach, machine, draft);
            attach(steps, List.of(detach.id()), world, draft);
        } else {
            meet(steps, existing.get(), draft);
        }
    }

    private static void attach(MachineSteps steps, List<String> before, World world, Draft draft) {
        MachineAttachment machine = steps.machine();
        checkBeforeAttaching(machine, world, draft);
        Stream<ResourceId> network =
                MachineNetwork.subnets(machine, world).flatMap(subnet -> UsedSubnets.withItsRules(subnet, world));
        List<String> first =
                Stream.of(draft.stepsOn(network), before).flatMap(List::stream).toList();
        Step attach = steps.attach(first, !before.isEmpty());
        MachineCredentials.check(machine, world, draft).ifPresent(vault -> draft.readsSecretOf(vault, attach.id()));
        want(attach, machine, draft);
    }

    private static void want(Step step, MachineAttachment machine, Draft draft) {
        List<ResourceId> creates = step.action() == Step.Action.CREATE ? List.of(step.resource()) : List.of();
        draft.want(new Wanted(step, machine.field(), List.of(step.resource()), creates));
    }

    /** Somebody else's attachment of the machine will do as it is; which credentials it was made with, nobody can tell. */
    private static void meet(MachineSteps steps, JsonNode existing, Draft draft) {
        MachineAttachment machine = steps.machine();
        Map<String, String> arguments = Map.of(
                "resource", steps.id().toString(),
                "actual", MachineSteps.inWords(existing),
                "wanted", MachineSteps.inWords(steps.body()));
        if (holds(existing, Delta.creation(steps.settings()))) {
            draft.found(steps.id());
            draft.warn(FindingCode.ATTACHED_WITH_OTHERS_CREDENTIALS, machine.field(), arguments);
        } else {
            draft.refuse(FindingCode.EXISTING_ATTACHMENT_DIFFERS, machine.field(), WhoseMove.YOURS, arguments);
        }
    }

    private static boolean holds(JsonNode existing, Delta wanted) {
        return DeltaComparison.compare(existing, List.of(wanted)) == State.AFTER;
    }
}
