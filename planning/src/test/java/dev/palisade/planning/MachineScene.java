package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.GROUP;
import static dev.palisade.planning.ExampleWorld.SUBSCRIPTION;
import static dev.palisade.planning.ExampleWorld.TRAINING_SUBNET;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The example with a virtual machine in the training subnet, and a vault of the team's beside it that holds its password. */
final class MachineScene {
    static final String MACHINE = GROUP + "/providers/Microsoft.Compute/virtualMachines/trainer";
    static final String INTERFACE = GROUP + "/providers/Microsoft.Network/networkInterfaces/trainer-nic";
    static final String COMPUTE = ExampleWorld.WORKSPACE + "/computes/trainer";
    static final String TEAM_VAULT = GROUP + "/providers/Microsoft.KeyVault/vaults/teamvault";
    static final String VAULTS = SUBSCRIPTION + "/providers/Microsoft.KeyVault/vaults";
    static final String SECRET = "https://teamvault.vault.azure.net/secrets/trainer";
    /** Where the machine stands in the document. */
    static final String FIELD = "/compute/2";

    private MachineScene() {}

    static ExampleWorld world() {
        return new ExampleWorld()
                .put(MACHINE, """
                        {"location": "koreacentral", "properties": {"provisioningState": "Succeeded",
                         "storageProfile": {"imageReference": {"publisher": "Canonical", "offer": "ubuntu-24_04-lts",
                          "sku": "server"}, "osDisk": {"osType": "Linux"}},
                         "networkProfile": {"networkInterfaces": [{"id": "%s"}]}}}""".formatted(INTERFACE))
                .put(INTERFACE, """
                        {"location": "koreacentral", "properties": {"provisioningState": "Succeeded", "ipConfigurations":
                         [{"name": "a", "properties": {"privateIPAddress": "10.1.0.7", "subnet": {"id": "%s"}}}]}}""".formatted(TRAINING_SUBNET))
                .put(VAULTS, """
                        {"value": [{"id": "%s", "properties": {"vaultUri": "https://TeamVault.vault.azure.net/"}}]}""".formatted(TEAM_VAULT))
                .put(SECRET, "{\"readable\": true, \"code\": \"\", \"reason\": \"\"}");
    }

    /** The example's document with the machine. */
    static String document() {
        return document(SECRET);
    }

    static String document(String secret) {
        return Mistake.extended("- { name: trainer, type: virtual_machine, attach: { resource_id: " + MACHINE
                + ", administrator: azureuser, credentials_secret: \"" + secret + "\" } }");
    }

    static void refuseSecret(ExampleWorld world, String code) {
        world.put(SECRET, "{\"readable\": false, \"code\": \"%s\", \"reason\": \"No.\"}".formatted(code));
    }

    static ObjectNode properties(ObjectNode resource) {
        return (ObjectNode) resource.path("properties");
    }

    /** The machine as a compute, made by somebody. */
    static String attached(String computeType, int port) {
        return """
                {"location": "koreacentral", "properties": {"provisioningState": "Succeeded", "computeType": "%s",
                 "resourceId": "%s", "properties": {"sshPort": %d}}}""".formatted(computeType, MACHINE, port);
    }
}
