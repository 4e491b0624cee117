package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.MachineAttachment;
import dev.palisade.planning.ledger.CredentialsTags;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The steps that attach and detach one machine.
 *
 * @param id of the compute
 * @param location of the workspace: the compute is its
 */
record MachineSteps(MachineAttachment machine, ResourceId id, Location location) {
    /** @param before steps to wait for */
    Step attach(List<String> before, boolean again) {
        return Step.creation(
                stepId(),
                ResourceKind.ATTACHED_MACHINE,
                id,
                (again ? "Attach again, with other settings, " : "Attach ")
                        + machine.type().noun() + " " + machine.machine().name() + " as " + machine.name(),
                body(),
                before,
                Duration.ofMinutes(3));
    }

    /** @param takesBack the ledger's entries of the attachment */
    Step detach(JsonNode present, List<String> takesBack) {
        return new Step(
                stepId() + "/detach",
                ResourceKind.ATTACHED_MACHINE,
                Step.Action.DELETE,
                id,
                "Detach " + machine.name() + ", whose settings (" + inWords(present)
                        + ") can only be changed by attaching again",
                List.of(new Delta("", null, identity(present), null)),
                List.of(),
                Step.Undo.NONE,
                Step.Effect.NEUTRAL,
                Duration.ofMinutes(2),
                "From detaching until it is attached again, nothing can be trained on " + machine.name()
                        + ", and jobs that run there are lost.",
                takesBack);
    }

    private String stepId() {
        return "machine/" + machine.name();
    }

    /** What is sent, but for the secret: that is read when it is sent, and Azure never gives it back. */
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("location", location.toString());
        body.set("tags", CredentialsTags.of(machine.credentials()));
        body.setAll(settings());
        return body;
    }

    /** Microsoft.MachineLearningServices, Compute_CreateOrUpdate, API version 2024-04-01; what of it Azure gives back. */
    ObjectNode settings() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("properties")
                .put("computeType", machine.type().computeType())
                .put("resourceId", machine.machine().toString())
                .putObject("properties")
                .put("sshPort", machine.sshPort());
        return body;
    }

    /** What must hold of an attachment for it to be the one that is meant. */
    private static ObjectNode identity(JsonNode compute) {
        ObjectNode identity = JsonNodeFactory.instance.objectNode();
        identity.putObject("properties")
                .put("computeType", compute.at("/properties/computeType").asText())
                .put("resourceId", compute.at("/properties/resourceId").asText());
        return identity;
    }

    /** {@code VirtualMachine, …/virtualMachines/trainer, port 22, azureuser with password from https://…}. */
    static String inWords(JsonNode compute) {
        String port = compute.at("/properties/properties/sshPort").asText();
        return String.join(
                ", ",
                Stream.of(
                                compute.at("/properties/computeType").asText(),
                                compute.at("/properties/resourceId").asText(),
                                port.isEmpty() ? "" : "port " + port,
                                CredentialsTags.inWords(compute))
                        .filter(text -> !text.isEmpty())
                        .toList());
    }
}
