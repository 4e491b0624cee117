package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.GROUP;
import static dev.palisade.planning.ExampleWorld.SECURITY_GROUP;
import static dev.palisade.planning.ExampleWorld.VAULT;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static dev.palisade.planning.MachineScene.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours;
import dev.palisade.planning.document.DocumentReader;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.finding.FindingText;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.observation.Observation;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.request.Asked;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Scopes;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines as computes of the workspace. */
class MachinesTest {
    private static final String OTHER = "https://teamvault.vault.azure.net/secrets/trainer-renewed";

    private final JsonNode document = Examples.document(MachineScene.document());

    @Test
    void aMachineIsAttachedOnceAzureMachineLearningReachesIt() {
        Plan plan = MachineScene.world().plan(document).plan();

        Step step = step(plan, "machine/trainer");
        assertThat(step.dependsOn()).contains("nsg/customer-nsg");
        JsonNode body = Objects.requireNonNull(step.deltas().get(0).after());
        assertThat(body.at("/properties").toString())
                .isEqualTo("{\"computeType\":\"VirtualMachine\",\"resourceId\":\"" + MachineScene.MACHINE
                        + "\",\"properties\":{\"sshPort\":22}}");
        assertThat(body.at("/tags/palisade-credentials-secret").asText()).isEqualTo(SECRET);
        JsonNode rule = step(plan, "nsg/customer-nsg").deltas().stream()
                .map(delta -> Objects.requireNonNull(delta.after()))
                .filter(added -> added.path("name").asText().equals("palisade-machines-to-mynetwork-default"))
                .findFirst()
                .orElseThrow();
        assertThat(List.of("protocol", "sourceAddressPrefix", "destinationAddressPrefix", "destinationPortRange"))
                .extracting(name -> rule.path("properties").path(name).asText())
                .containsExactly("*", "AzureMachineLearning", "*", "22");
    }

    @Test
    void aSecretIsReadBeforeTheDoorOfItsVaultCloses() {
        String own = "https://wsvault.vault.azure.net/secrets/trainer";
        ExampleWorld world = MachineScene.world()
                .put(MachineScene.VAULTS, """
                        {"value": [{"id": "%s", "properties": {"vaultUri": "https://wsvault.vault.azure.net/"}}]}""".formatted(VAULT))
                .put(own, "{\"readable\": true}");

        Plan plan = world.plan(Examples.document(MachineScene.document(own))).plan();

        assertThat(step(plan, "vault/wsvault").dependsOn()).contains("machine/trainer");
    }

    /** The worker may see more than the team: it must not even try. */
    @Test
    void aSecretOutsideTheTeamsScopesIsNeverAskedFor() {
        Scopes scopes = new Scopes(List.of(ResourceId.of(WORKSPACE), ResourceId.of(SECURITY_GROUP)));
        Observation all = Observation.empty()
                .with(
                        GROUP + "/providers/Microsoft.KeyVault/vaults",
                        Optional.of(MachineScene.world().get(MachineScene.VAULTS)));
        Asked foreign = asked(scopes);
        Asked own = asked(new Scopes(List.of(ResourceId.of(GROUP))));

        assertThat(readPaths(foreign, all)).doesNotContain(SECRET);
        assertThat(readPaths(own, all)).contains(SECRET);
    }

    private static Iterable<String> readPaths(Asked asked, Observation some) {
        Planner planner = new Planner();
        Observation seen = some;
        Set<String> read = new TreeSet<>();
        for (int round = 0; round < 9; round++) {
            for (String path : planner.reads(asked, seen, Neighbours.unknown()).paths()) {
                read.add(path);
                seen = seen.with(path, Optional.ofNullable(MachineScene.world().get(path)));
            }
            for (String path : planner.reads(asked, seen, Neighbours.unknown()).ifAllowed()) {
                seen = seen.with(path, Optional.ofNullable(MachineScene.world().get(path)));
            }
        }
        return read;
    }

    @Test
    void whatIsAttachedAsAskedNeedsNoSecretAnyMore() {
        ExampleWorld world = attached();
        MachineScene.refuseSecret(world, "ForbiddenByFirewall");

        PlanResult again = world.plan(document, ours(), "request-2");

        assertThat(again.findings()).isEmpty();
        assertThat(again.plan().isEmpty()).isTrue();
    }

    @Test
    void ofAMachineThatIsAttachedNobodyAsksAnyMoreWhatLetItBe() {
        ExampleWorld world = attached();
        ownGroup(world, "");
        world.edit(
                MachineScene.MACHINE,
                machine -> MachineScene.properties(machine)
                        .withObject("/storageProfile/imageReference")
                        .removeAll());

        assertThat(world.plan(document, ours(), "request-2").findings()).isEmpty();
        assertThat(world.put(OTHER, "{\"readable\": true}")
                        .plan(Examples.document(MachineScene.document(OTHER)), ours(), "request-2")
                        .findings())
                .extracting(Finding::code)
                .containsExactly(FindingCode.MACHINE_IMAGE_UNKNOWN, FindingCode.SSH_BLOCKED);
    }

    @Test
    void aRuleForAnApplicationSecurityGroupIsForTheMachinesInIt() {
        ExampleWorld world = MachineScene.world();
        String members = GROUP + "/providers/Microsoft.Network/applicationSecurityGroups/trainers";
        ownGroup(
                world,
                "\"sourceAddressPrefix\": \"AzureMachineLearning\", \"destinationApplicationSecurityGroups\":"
                        + " [{\"id\": \"" + members + "\"}]");

        assertThat(world.plan(document).findings()).extracting(Finding::code).containsExactly(FindingCode.SSH_BLOCKED);
        world.edit(
                MachineScene.INTERFACE,
                card -> ((ObjectNode) card.at("/properties/ipConfigurations/0/properties"))
                        .putArray("applicationSecurityGroups")
                        .addObject()
                        .put("id", members));
        assertThat(world.plan(document).findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"20.41.64.0/18", "AzureMachineLearning.KoreaCentral", "AzureCloud.koreacentral"})
    void aRuleForSomeAddressesMayBeEnoughAndIsOnlyTold(String source) {
        ExampleWorld world = MachineScene.world();
        ownGroup(world, "\"destinationAddressPrefix\": \"*\", \"sourceAddressPrefix\": \"" + source + "\"");

        assertThat(world.plan(document).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.SSH_BLOCKED);
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNS);
            assertThat(FindingText.sentence(finding, Locale.KOREAN)).contains("규칙 ssh이(가) 일부 주소만 허용");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.9.0.0/16", "Storage.KoreaCentral", "VirtualNetwork"})
    void aRuleForOthersIsNot(String source) {
        ExampleWorld world = MachineScene.world();
        ownGroup(world, "\"destinationAddressPrefix\": \"*\", \"sourceAddressPrefix\": \"" + source + "\"");

        assertThat(world.plan(document).findings())
                .extracting(Finding::severity)
                .containsExactly(Finding.Severity.REFUSES);
    }

    /** The machine's interface gets a security group with one rule for SSH, or none. */
    private static void ownGroup(ExampleWorld world, String ends) {
        String rule =
                "{\"name\": \"ssh\", \"properties\": {\"access\": \"Allow\", \"priority\": 200, \"direction\": \"Inbound\","
                        + " \"protocol\": \"Tcp\", \"sourcePortRange\": \"*\", \"destinationPortRange\": \"22\", "
                        + ends + "}}";
        world.put(
                SECURITY_GROUP + "-own",
                "{\"properties\": {\"securityRules\": [" + (ends.isEmpty() ? "" : rule) + "]}}");
        world.edit(
                MachineScene.INTERFACE,
                card -> MachineScene.properties(card)
                        .putObject("networkSecurityGroup")
                        .put("id", SECURITY_GROUP + "-own"));
    }

    @Test
    void anotherSecretMeansToDetachAndToAttachAgain() {
        ExampleWorld world = attached().put(OTHER, "{\"readable\": true}");

        Plan plan = world.plan(Examples.document(MachineScene.document(OTHER)), ours(), "request-2")
                .plan();

        assertThat(plan.steps())
                .extracting(Step::id, Step::action, Step::dependsOn)
                .containsExactly(
                        tuple("machine/trainer/detach", Action.DELETE, List.of()),
                        tuple("machine/trainer", Action.CREATE, List.of("machine/trainer/detach")));
    }

    @Test
    void nothingIsDetachedForASecretThatCannotBeRead() {
        ExampleWorld world = attached().put(OTHER, "{\"readable\": false, \"code\": \"SecretNotFound\"}");

        PlanResult result = world.plan(Examples.document(MachineScene.document(OTHER)), ours(), "request-2");

        assertThat(result.findings()).extracting(Finding::code).containsExactly(FindingCode.SECRET_UNREADABLE);
        assertThat(result.plan().isEmpty()).isTrue();
    }

    /** Whoever mistakes the field for the password's own must not read it in every log. */
    @Test
    void aPasswordInPlaceOfItsAddressIsNotRepeated() {
        String password = "hunter2";

        List<Finding> findings =
                DocumentReader.read(MachineScene.document(password)).findings();

        assertThat(findings).extracting(Finding::code).containsExactly(FindingCode.SCHEMA_VIOLATION);
        assertThat(findings.toString()).doesNotContain(password);
    }

    @Test
    void aMachineInASubnetOfSomebodyElsesIsJudgedByThatSubnetsGroup() {
        ExampleWorld world = MachineScene.world().subnet("theirs", "10.1.9.0/24");
        String subnet = ExampleWorld.NETWORK + "/subnets/theirs";
        String group = SECURITY_GROUP + "-theirs";
        world.put(group, "{\"properties\": {\"securityRules\": []}}");
        world.edit(
                subnet,
                body -> MachineScene.properties(body)
                        .putObject("networkSecurityGroup")
                        .put("id", group));
        world.edit(
                MachineScene.INTERFACE,
                card -> ((ObjectNode) card.at("/properties/ipConfigurations/0/properties/subnet")).put("id", subnet));

        assertThat(world.plan(document).findings()).extracting(Finding::code).containsExactly(FindingCode.SSH_BLOCKED);
    }

    private Asked asked(Scopes scopes) {
        return new Asked("r", ResourceId.of(WORKSPACE), RequestType.APPLY, document, null, Ledger.empty(), scopes);
    }

    private static Step step(Plan plan, String id) {
        return plan.steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The world after the first request. */
    private ExampleWorld attached() {
        ExampleWorld world = MachineScene.world();
        MachineScene.world()
                .plan(document)
                .plan()
                .steps()
                .forEach(step -> world.carryOut(step, ResourceId.of(WORKSPACE).key(), "request-1"));
        return world;
    }

    /** The ledger after that. */
    private Ledger ours() {
        return new Ledger(MachineScene.world().plan(document).plan().steps().stream()
                .map(step -> new LedgerEntry(
                        "request-1",
                        step,
                        step.action() == Action.CREATE ? Ownership.CREATED : Ownership.CHANGED,
                        State.STANDING))
                .toList());
    }
}
