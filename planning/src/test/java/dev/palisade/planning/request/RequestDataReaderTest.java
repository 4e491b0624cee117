package dev.palisade.planning.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.finding.FindingText;
import dev.palisade.planning.request.RequestDataReader.RequestData;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestDataReaderTest {
    private static final String WORKSPACE =
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/ws";
    private static final String CREATED =
            "{name: myaks, type: kubernetes, create: {service_cidr: 10.0.0.0/16, dns_service_ip: 10.0.0.10}}";
    private static final String ATTACHED =
            "{name: theirs, type: aks, attach: {resource_id: /subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c}}";

    static Stream<RequestType> messages() {
        return Arrays.stream(RequestType.values())
                .filter(type -> !type.carriesDocument() && !type.eventType().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETE         | {}
            STORAGE_LOCK   | {account: default, allow_ips: [203.0.113.7]}
            STORAGE_LOCK   | {}
            STORAGE_OPEN   | {account: wsstorage7c1}
            VAULT_LOCK     | {allow_ips: [203.0.113.7]}
            VAULT_OPEN     | {}
            COMPUTE_CREATE | {compute: {name: gpu, type: amlcompute, size: STANDARD_D2_V2, max_instances: 2}}
            COMPUTE_SCALE  | {name: gpu, max_instances: 8}
            COMPUTE_DELETE | {name: gpu}
            CLUSTER_SCALE  | {name: myaks, agent_count: 5}
            CLUSTER_DELETE | {name: myaks}
            ATTACH         | {name: myaks}
            DETACH         | {name: myaks}
            """)
    void whatFollowsItsSchemaNamesItsWorkspace(RequestType type, String rest) {
        RequestData data = RequestDataReader.read(type, data(rest));

        assertThat(data.findings()).isEmpty();
        assertThat(data.workspace()).hasToString(WORKSPACE);
    }

    @Test
    void aClusterIsWrittenAsInADocument() {
        assertThat(read(RequestType.CLUSTER_CREATE, "{cluster: " + CREATED + "}"))
                .isEmpty();
        assertThat(read(RequestType.ATTACH, "{cluster: " + ATTACHED + "}")).isEmpty();
        assertThat(read(RequestType.CLUSTER_CREATE, "{cluster: " + ATTACHED + "}"))
                .extracting(Finding::field)
                .contains("/cluster/create");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyTypeRefusesWhatItDoesNotKnowAndWhatIsMissingAllAtOnce(RequestType type) {
        ObjectNode data = new ObjectMapper().createObjectNode().put("colour", "blue");
        data.put("if_generation", -1);

        List<Finding> findings = RequestDataReader.read(type, data).findings();

        assertThat(findings).extracting(Finding::code).containsOnly(FindingCode.SCHEMA_VIOLATION);
        assertThat(findings).extracting(Finding::field).contains("/workspace", "/colour", "/if_generation");
        assertThat(findings)
                .allSatisfy(finding ->
                        assertThat(FindingText.remedy(finding, Locale.ENGLISH)).isNotBlank());
    }

    @Test
    void aMistakeInAComputeIsExplainedByTheDocumentsOwnSchema() {
        List<Finding> findings = read(
                RequestType.COMPUTE_CREATE, "{compute: {name: gpu, type: amlcompute, size: S1, max_instances: 0}}");

        assertThat(findings).extracting(Finding::field).containsExactly("/compute/max_instances");
        assertThat(findings.get(0).arguments().get("expected")).contains("Nodes that may run at once");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMPUTE_SCALE  | {name: gpu}
            CLUSTER_SCALE  | {name: myaks, agent_count: 0}
            ATTACH         | {}
            COMPUTE_CREATE | {compute: {name: c, type: kubernetes}}
            DETACH         | {name: 7}
            """)
    void whatSaysTooLittleOrTheWrongThingIsRefused(RequestType type, String rest) {
        assertThat(read(type, rest)).isNotEmpty();
    }

    private static List<Finding> read(RequestType type, String rest) {
        return RequestDataReader.read(type, data(rest)).findings();
    }

    private static JsonNode data(String rest) {
        try {
            ObjectNode data = (ObjectNode) new YAMLMapper().readTree(rest);
            return data.put("workspace", WORKSPACE);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
