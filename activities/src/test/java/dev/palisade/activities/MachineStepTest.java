package dev.palisade.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.Undone.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A machine is attached with a secret that only the write is told. */
class MachineStepTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GROUP = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mygroup";
    private static final String VAULT = GROUP + "/providers/Microsoft.KeyVault/vaults/wsvault7c1";
    private static final String MACHINE = GROUP + "/providers/Microsoft.Compute/virtualMachines/trainer";
    private static final String INTERFACE = GROUP + "/providers/Microsoft.Network/networkInterfaces/trainer-nic";
    private static final String SECRET = "https://wsvault7c1.vault.azure.net/secrets/trainer";

    private final String password = "canary-" + UUID.randomUUID();
    private final SimulatedAzure world = new SimulatedAzure();

    @BeforeEach
    void putAMachine() {
        put(
                INTERFACE,
                "{'ipConfigurations':[{'name':'a','properties':{'privateIPAddress':'10.1.0.9','subnet':{'id':'" + GROUP
                        + "/providers/Microsoft.Network/virtualNetworks/mynetwork/subnets/default'}}}]}");
        put(
                MACHINE,
                "{'storageProfile':{'imageReference':{'publisher':'Canonical','offer':'ubuntu-24_04-lts'},"
                        + "'osDisk':{'osType':'Linux'}},'osProfile':{'adminUsername':'azureuser','adminPassword':'"
                        + password
                        + "'},'networkProfile':{'networkInterfaces':[{'id':'" + INTERFACE + "'}]}}");
        put(VAULT + "/secrets/trainer", "{'value':'" + password + "'}");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aMachineIsAttachedWithASecretThatNoStepSaysAndTheUndoDetachesIt() {
        world.stories.apply(step("nsg/customer-nsg"));
        Step step = step("machine/trainer");
        assertThat(step.toString()).doesNotContain(password).contains(SECRET);

        assertThat(world.stories.apply(step).ownership()).isEqualTo(Ownership.CREATED);

        // Azure has signed in with it, or this would have failed.
        assertThat(world.resource(step).at("/properties/provisioningState").asText())
                .isEqualTo("Succeeded");
        assertThat(world.stories.verify(List.of(step))).isEmpty();
        assertThat(world.stories.undo(step, Ownership.CREATED, true).result()).isEqualTo(Result.TAKEN_BACK);
        assertThat(world.exists(step)).isFalse();
        assertThat(world.azure.resource(MACHINE)).isPresent();
    }

    @Test
    void aSecretThatCannotBeReadAnyMoreFailsTheStepBeforeAnythingIsWritten() {
        world.stories.apply(step("nsg/customer-nsg"));
        Step step = step("machine/trainer");
        put(VAULT + "/secrets/trainer", "{'value':'x','attributes':{'enabled':false}}");

        assertThatThrownBy(() -> world.stories.begin(step))
                .hasStackTraceContaining(SECRET)
                .hasStackTraceContaining("not allowed on a disabled secret");
        assertThat(world.exists(step)).isFalse();
    }

    @Test
    void aRefusalThatQuotesTheSecretDoesNotRepeatIt() {
        world.stories.apply(step("nsg/customer-nsg"));
        Step step = step("machine/trainer");
        Fault fault = world.azure
                .faults()
                .add(Fault.refuse(
                                step.resource().toString(), 1, 400, "BadArgument", "Not a password: " + password + ".")
                        .onMethod("PUT"));

        assertThatThrownBy(() -> world.stories.begin(step))
                .hasStackTraceContaining("Not a password: ***")
                .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain(password));
        assertThat(world.azure.faults().list())
                .filteredOn(planted -> planted.id().equals(fault.id()))
                .allSatisfy(planted -> assertThat(planted.fired()).isOne());
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private Step step(String id) {
        return world.stories.prepare(document()).plan().steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode document() {
        ObjectNode document = world.document.deepCopy();
        document.withArrayProperty("compute")
                .add(read("{'name':'trainer','type':'virtual_machine','attach':{'resource_id':'" + MACHINE
                        + "','administrator':'azureuser','credentials_secret':'" + SECRET + "'}}"));
        return document;
    }

    private void put(String id, String properties) {
        ObjectNode resource = JSON.createObjectNode().put("id", id).put("location", "koreacentral");
        resource.set("properties", read(properties));
        world.azure.put(resource);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json.replace('\'', '"'));
        } catch (IOException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
