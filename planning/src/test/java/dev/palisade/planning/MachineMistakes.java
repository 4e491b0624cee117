package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.GROUP;
import static dev.palisade.planning.ExampleWorld.NETWORK;
import static dev.palisade.planning.MachineScene.COMPUTE;
import static dev.palisade.planning.MachineScene.FIELD;
import static dev.palisade.planning.MachineScene.INTERFACE;
import static dev.palisade.planning.MachineScene.MACHINE;
import static dev.palisade.planning.MachineScene.VAULTS;
import static dev.palisade.planning.MachineScene.properties;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.finding.FindingCode;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What can be wrong with a machine that is to be attached. */
final class MachineMistakes {
    private static final String RESOURCE = FIELD + "/attach/resource_id";
    private static final String SECRET = FIELD + "/attach/credentials_secret";

    private MachineMistakes() {}

    static Stream<Mistake> all() {
        return Stream.of(ofTheMachine(), ofItsNetwork(), ofTheSecret(), ofWhatIsAttached())
                .flatMap(mistakes -> mistakes);
    }

    private static Stream<Mistake> ofTheMachine() {
        return Stream.of(
                Mistake.read(
                        "a machine has no account",
                        FindingCode.SCHEMA_VIOLATION,
                        FIELD + "/attach/administrator",
                        MachineScene.document().replace("administrator: azureuser, ", "")),
                Mistake.read(
                        "the credentials stand in the document",
                        FindingCode.SCHEMA_VIOLATION,
                        SECRET,
                        MachineScene.document("hunter2")),
                Mistake.read(
                        "the secret's address leads to something else",
                        FindingCode.SCHEMA_VIOLATION,
                        SECRET,
                        MachineScene.document("https://teamvault.vault.azure.net/keys/trainer")),
                planned(
                        "what is attached is no machine",
                        FindingCode.RESOURCE_TYPE_UNEXPECTED,
                        RESOURCE,
                        world -> {},
                        MachineScene.document().replace(MACHINE, NETWORK)),
                planned(
                        "there is no such machine",
                        FindingCode.RESOURCE_MISSING,
                        RESOURCE,
                        world -> world.remove(MACHINE)),
                planned(
                        "the machine is still being made",
                        FindingCode.EXISTING_RESOURCE_NOT_READY,
                        RESOURCE,
                        edit(MACHINE, machine -> properties(machine).put("provisioningState", "Creating"))),
                planned(
                        "the machine runs Red Hat",
                        FindingCode.MACHINE_NOT_UBUNTU,
                        RESOURCE,
                        edit(
                                MACHINE,
                                machine -> image(machine)
                                        .put("publisher", "RedHat")
                                        .put("offer", "RHEL"))),
                planned(
                        "the machine runs Windows",
                        FindingCode.MACHINE_NOT_UBUNTU,
                        RESOURCE,
                        edit(
                                MACHINE,
                                machine -> properties(machine)
                                        .withObject("/storageProfile/osDisk")
                                        .put("osType", "Windows"))),
                planned(
                        "nobody knows what the machine was made of",
                        FindingCode.MACHINE_IMAGE_UNKNOWN,
                        RESOURCE,
                        edit(
                                MACHINE,
                                machine -> image(machine)
                                        .removeAll()
                                        .put("id", GROUP + "/providers/Microsoft.Compute/images/ours"))));
    }

    private static Stream<Mistake> ofItsNetwork() {
        String group = GROUP + "/providers/Microsoft.Network/networkSecurityGroups/machines-own";
        Consumer<ExampleWorld> own = edit(
                INTERFACE,
                card -> properties(card).putObject("networkSecurityGroup").put("id", group));
        return Stream.of(
                planned(
                        "the interface's own group lets nobody in",
                        FindingCode.SSH_BLOCKED,
                        RESOURCE,
                        own.andThen(world -> world.put(group, "{\"properties\": {\"securityRules\": []}}"))),
                planned(
                        "the interface's own group denies before it allows",
                        FindingCode.SSH_BLOCKED,
                        RESOURCE,
                        own.andThen(world -> world.put(group, """
                                {"properties": {"securityRules": [%s, %s]}}""".formatted(
                                        rule("allow", "Allow", 200, "AzureMachineLearning"),
                                        rule("deny", "Deny", 150, "Internet"))))));
    }

    private static String rule(String name, String access, int priority, String source) {
        return """
                {"name": "%s", "properties": {"access": "%s", "priority": %d, "direction": "Inbound", "protocol": "Tcp",
                 "sourcePortRange": "*", "sourceAddressPrefix": "%s", "destinationAddressPrefix": "*",
                 "destinationPortRange": "22"}}""".formatted(name, access, priority, source);
    }

    private static Stream<Mistake> ofTheSecret() {
        return Stream.of(
                planned(
                        "the secret is in another team's vault",
                        FindingCode.SECRET_OUT_OF_SCOPE,
                        SECRET,
                        world -> world.put(VAULTS, "{\"value\": []}")),
                planned(
                        "Palisade may not list the vaults",
                        FindingCode.SECRET_OUT_OF_SCOPE,
                        SECRET,
                        world -> world.remove(VAULTS).forbid(VAULTS)),
                planned(
                        "there is no such secret",
                        FindingCode.SECRET_UNREADABLE,
                        SECRET,
                        world -> MachineScene.refuseSecret(world, "SecretNotFound")),
                planned(
                        "the vault is closed to Palisade",
                        FindingCode.VAULT_CLOSED_TO_PALISADE,
                        SECRET,
                        world -> MachineScene.refuseSecret(world, "ForbiddenByFirewall")));
    }

    private static Stream<Mistake> ofWhatIsAttached() {
        return Stream.of(
                planned(
                        "somebody else has attached it",
                        FindingCode.ATTACHED_WITH_OTHERS_CREDENTIALS,
                        FIELD,
                        world -> world.put(COMPUTE, MachineScene.attached("VirtualMachine", 22))),
                planned(
                        "somebody else has attached it otherwise",
                        FindingCode.EXISTING_ATTACHMENT_DIFFERS,
                        FIELD,
                        world -> world.put(COMPUTE, MachineScene.attached("VirtualMachine", 2222))));
    }

    private static Consumer<ExampleWorld> edit(String id, Consumer<ObjectNode> edit) {
        return world -> world.edit(id, edit);
    }

    private static ObjectNode image(ObjectNode machine) {
        return properties(machine).withObject("/storageProfile/imageReference");
    }

    private static Mistake planned(String what, FindingCode code, String field, Consumer<ExampleWorld> bend) {
        return planned(what, code, field, bend, MachineScene.document());
    }

    private static Mistake planned(
            String what, FindingCode code, String field, Consumer<ExampleWorld> bend, String document) {
        return new Mistake(what, code, field, () -> {
            ExampleWorld world = MachineScene.world();
            bend.accept(world);
            return world.plan(Examples.document(document)).findings();
        });
    }
}
