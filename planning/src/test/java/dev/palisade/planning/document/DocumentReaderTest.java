package dev.palisade.planning.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.Examples;
import dev.palisade.planning.document.ClusterCreation.Purpose;
import dev.palisade.planning.document.OnFailure.Reaction;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
    private static final String AKS =
            "/subscriptions/S/resourceGroups/G/providers/Microsoft.ContainerService/managedClusters/K";
    private static final String MINIMAL = """
            name: small
            workspace: /subscriptions/S/resourcegroups/G/providers/Microsoft.MachineLearningServices/workspaces/W
            network:
              virtual_network: /subscriptions/S/resourceGroups/G/providers/Microsoft.Network/virtualNetworks/V
              subnets: { training: default }
            """;

    @Test
    void theExampleIsReadAsItIsWritten() {
        EnvironmentDocument document = Examples.read(Examples.text("secure-environment.yaml"));

        assertThat(document.name()).isEqualTo("churn-prod");
        assertThat(document.environmentId()).endsWith("/microsoft.machinelearningservices/workspaces/ws");
        assertThat(document.network().subnets())
                .containsEntry(SubnetRole.TRAINING, "default")
                .containsEntry(SubnetRole.INFERENCE, "aks");
        assertThat(document.storage())
                .singleElement()
                .satisfies(storage ->
                        assertThat(storage.allowIps()).extracting(Address::text).containsExactly("203.0.113.7"));
        assertThat(document.compute()).extracting(Compute::name).containsExactly("cpucluster", "myaks");
    }

    @Test
    void jsonAndYamlAreTheSameDocument() {
        JsonNode body =
                DocumentReader.read(Examples.text("secure-environment.yaml")).body();

        EnvironmentDocument document = Examples.read(Examples.text("secure-environment.yaml"));
        assertThat(DocumentReader.read(body.toString()).document()).isEqualTo(document);
        assertThat(DocumentReader.read(body).document()).isEqualTo(document);
    }

    @Test
    void whatIsNotSaidHasTheDefaultsThatTheSchemaTells() {
        EnvironmentDocument document = Examples.read(MINIMAL + """
                storage: [{ account: default }]
                compute:
                  - { name: train, type: amlcompute, size: D2, max_instances: 2 }
                  - { name: serve, type: aks, create: { service_cidr: 10.0.0.0/16, dns_service_ip: 10.0.0.10 } }
                """);

        assertThat(document.profile()).isEqualTo(Profile.CURRENT);
        assertThat(document.onFailure()).isEqualTo(new OnFailure(Optional.empty(), false));
        assertThat(document.storage().get(0).allowIps()).isEmpty();
        assertThat(document.amlComputes().findFirst().orElseThrow())
                .isEqualTo(new AmlCompute(
                        "/compute/0", "train", "D2", 0, 2, Duration.ofMinutes(2), SubnetRole.TRAINING, false));
        ClusterCreation cluster = document.clusters().findFirst().orElseThrow();
        assertThat(cluster)
                .extracting(
                        ClusterCreation::purpose,
                        ClusterCreation::agentCount,
                        ClusterCreation::vmSize,
                        ClusterCreation::maxPods,
                        ClusterCreation::subnet)
                .containsExactly(Purpose.FAST_PROD, 3, "Standard_D3_v2", 30, SubnetRole.INFERENCE);
        assertThat(cluster.location()).isEmpty();
        assertThat(cluster.dockerBridgeCidr()).isEmpty();
    }

    @Test
    void whatTheWholeJobCanBeAskedForHasDefaultsToo() {
        EnvironmentDocument document = Examples.read(MINIMAL + """
                storage: [{ account: default }]
                compute:
                  - { name: made, type: kubernetes, create: { service_cidr: 10.0.0.0/16, dns_service_ip: 10.0.0.10 } }
                  - { name: there, type: kubernetes, attach: { resource_id: %s } }
                """.formatted(AKS));

        assertThat(document.keyVault()).isEmpty();
        assertThat(document.prune()).isFalse();
        assertThat(document.privateInference()).isFalse();
        assertThat(document.closedStorage()).hasSize(1);
        assertThat(document.network())
                .extracting(Network::securityGroup, Network::routeTable, Network::sshFrom, Network::scoringFrom)
                .containsExactly(Optional.empty(), Optional.empty(), List.of(), List.of());
        assertThat(document.attachments())
                .extracting(ClusterAttachment::name, ClusterAttachment::purpose, ClusterAttachment::namespace)
                .containsExactly(
                        tuple("made", Purpose.FAST_PROD, "default"), tuple("there", Purpose.FAST_PROD, "default"));
    }

    @Test
    void whatTheWholeJobIsAskedForIsRead() {
        EnvironmentDocument document =
                Examples.read(MINIMAL.replace("{ training: default }", "{ training: default }\n  ssh_from: [192.0.2.1]")
                        + """
                key_vault: { access: all_networks }
                storage: [{ account: default, access: all_networks }]
                inference_storage: private
                prune: true
                compute:
                  - name: made
                    type: kubernetes
                    attached: false
                    create: { service_cidr: 10.0.0.0/16, dns_service_ip: 10.0.0.10 }
                  - { name: there, type: aks, purpose: dev_test, attach: { resource_id: %s, namespace: models } }
                """.formatted(AKS));

        assertThat(document.keyVault())
                .hasValueSatisfying(vault -> assertThat(vault.closes()).isFalse());
        assertThat(document.prune()).isTrue();
        assertThat(document.privateInference()).isTrue();
        assertThat(document.closedStorage()).isEmpty();
        assertThat(document.network().sshFrom()).extracting(Address::text).containsExactly("192.0.2.1");
        assertThat(document.attachments()).singleElement().satisfies(attachment -> {
            assertThat(attachment.cluster()).hasToString(AKS);
            assertThat(attachment.purpose()).isEqualTo(Purpose.DEV_TEST);
            assertThat(attachment.namespace()).isEqualTo("models");
        });
    }

    @Test
    void whatIsSaidWinsOverTheDefaults() {
        EnvironmentDocument document = Examples.read(MINIMAL.replace("name: small", "name: small\nprofile: seed")
                + "on_failure: { default: park, network: restore }\n");

        assertThat(document.profile()).isEqualTo(Profile.SEED);
        assertThat(document.onFailure()).isEqualTo(new OnFailure(Optional.of(Reaction.PARK), true));
    }

    @Test
    void mistakesAreFoundInOneReadingWhetherGrammarOrRule() {
        DocumentResult result = DocumentReader.read(Examples.text("secure-environment.yaml")
                .replace("profile: current", "profile: tomorrow")
                .replace("min_instances: 0", "min_instances: -1")
                .replace("dns_service_ip: 10.0.0.10", "dns_service_ip: 10.9.0.10")
                .replace("203.0.113.7", "10.0.0.7"));

        assertThat(result.document()).isNull();
        assertThat(result.findings())
                .extracting(Finding::code, Finding::field)
                .containsExactly(
                        tuple(FindingCode.SCHEMA_VIOLATION, "/profile"),
                        tuple(FindingCode.ADDRESS_NOT_PUBLIC, "/storage/0/allow_ips/0"),
                        tuple(FindingCode.SCHEMA_VIOLATION, "/compute/0/min_instances"),
                        tuple(FindingCode.DNS_ADDRESS_OUTSIDE_SERVICE_CIDR, "/compute/1/create/dns_service_ip"));
    }

    @Test
    void aBadElementDoesNotMoveTheFieldsOfItsNeighbours() {
        DocumentResult result = DocumentReader.read(MINIMAL + """
                storage: [{ account: default, allow_ips: [7, 10.0.0.7] }]
                compute: [nonsense, { name: train, type: amlcompute, size: D2, min_instances: 3, max_instances: 2 }]
                """);

        assertThat(result.findings())
                .extracting(Finding::code, Finding::field)
                .containsExactly(
                        tuple(FindingCode.SCHEMA_VIOLATION, "/storage/0/allow_ips/0"),
                        tuple(FindingCode.ADDRESS_NOT_PUBLIC, "/storage/0/allow_ips/1"),
                        tuple(FindingCode.SCHEMA_VIOLATION, "/compute/0"),
                        tuple(FindingCode.MIN_ABOVE_MAX, "/compute/1/min_instances"));
    }

    @Test
    void aViolationTellsWhatBelongsThereInTheSchemasOwnWords() {
        List<Finding> findings = DocumentReader.read(MINIMAL.replace("name: small", "nane: small"))
                .findings();

        assertThat(findings)
                .extracting(
                        Finding::field,
                        finding -> finding.arguments().get("reason"),
                        finding -> finding.arguments().get("expected"))
                .containsExactly(
                        tuple(
                                "/name",
                                "property 'name' is missing",
                                "What people call the environment: 1 to 64 letters, digits, spaces, dots, hyphens or underscores. Its identity is the workspace, not this name."),
                        tuple(
                                "/nane",
                                "there is no property 'nane' here",
                                "one of 'name', 'profile', 'workspace', 'network', 'storage', 'key_vault', 'compute', 'endpoints', 'inference_storage', 'prune', 'on_failure'."));
    }

    /** What a document names becomes part of a URL. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../x",
                "a?b",
                "a#b",
                "/subscriptions/S/resourceGroups/../providers/a/b/c",
                "/subscriptions/S/resourceGroups/G/providers/a/b/c?x=y",
                "/subscriptions/S/resourceGroups/G/providers/a/b/.."
            })
    void noNameCanLeaveItsPlaceInAUrl(String account) {
        DocumentResult result = DocumentReader.read(MINIMAL + "storage: [{ account: '" + account + "' }]\n");

        assertThat(result.findings()).extracting(Finding::field).containsExactly("/storage/0/account");
    }

    @Test
    void anUnreadableTextTellsItsLine() {
        Finding finding =
                DocumentReader.read("name: x\nnetwork: [\n").findings().get(0);

        assertThat(finding.arguments()).containsEntry("language", "YAML").containsEntry("line", "2");
        assertThat(finding.arguments().get("problem"))
                .contains("expected the node content")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "{",
                "{]",
                "}",
                "[]",
                "7",
                "null",
                "true",
                "a: *b",
                "\t",
                "\u0000",
                "? x",
                "!!java.lang.String x",
                "a: &x [*x]",
                "---\n...\n---",
                "{\"name\": 1, \"name\": 2}"
            })
    void whateverTheTextIsThereIsAFindingAndNoException(String text) {
        DocumentResult result = DocumentReader.read(text);

        assertThat(result.document()).isNull();
        assertThat(result.findings()).isNotEmpty();
    }

    /** Each node of the example, replaced by each kind of value and left out. */
    @Test
    void whateverStandsAnywhereThereIsADocumentOrAFinding() {
        JsonNode example =
                DocumentReader.read(Examples.text("secure-environment.yaml")).body();
        JsonNodeFactory json = JsonNodeFactory.instance;
        List<JsonNode> values = List.of(
                json.nullNode(),
                json.numberNode(-7),
                json.textNode("x"),
                json.booleanNode(true),
                json.arrayNode().add(1),
                json.objectNode().put("x", 1));
        int refused = 0;
        for (JsonPointer place : places(JsonPointer.empty(), example)) {
            for (JsonNode value : values) {
                DocumentResult result = DocumentReader.read(replaced(example, place, value));
                assertThat(result.document() == null)
                        .isEqualTo(!result.findings().isEmpty());
                refused += result.findings().isEmpty() ? 0 : 1;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    private static List<JsonPointer> places(JsonPointer at, JsonNode node) {
        List<JsonPointer> places = new ArrayList<>();
        node.properties().forEach(field -> {
            JsonPointer place = at.appendProperty(field.getKey());
            places.add(place);
            places.addAll(places(place, field.getValue()));
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            JsonPointer place = at.appendIndex(i);
            places.add(place);
            places.addAll(places(place, node.get(i)));
        }
        return places;
    }

    private static JsonNode replaced(JsonNode body, JsonPointer place, JsonNode value) {
        JsonNode copy = body.deepCopy();
        JsonNode parent = copy.at(place.head());
        if (parent instanceof ArrayNode list) {
            list.set(place.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(place.last().getMatchingProperty(), value);
        }
        return copy;
    }
}
