package dev.palisade.planning.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.request.RequestType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentEditorTest {
    private static final String DOCUMENT = """
            {"name": "x", "storage": [{"account": "other"}, {"account": "default", "allow_ips": ["203.0.113.7"]}],
             "compute": [{"name": "cpu", "type": "amlcompute", "size": "S", "max_instances": 4},
                         {"name": "made", "type": "kubernetes", "create": {"service_cidr": "10.0.0.0/16"}},
                         {"name": "apart", "type": "kubernetes", "attached": false, "create": {}},
                         {"name": "found", "type": "kubernetes", "attach": {"resource_id": "/x"}}]}""";

    /** What becomes of one place of the document; null for nothing there. */
    static Stream<Arguments> edits() {
        return Stream.of(
                arguments(RequestType.STORAGE_LOCK, "{}", "/storage/default/access", null),
                arguments(RequestType.STORAGE_LOCK, "{\"account\": \"new\"}", "/storage/new/account", "\"new\""),
                arguments(
                        RequestType.STORAGE_LOCK,
                        "{\"allow_ips\": [\"203.0.113.7\", \"198.51.100.7\"]}",
                        "/storage/default/allow_ips",
                        "[\"203.0.113.7\",\"198.51.100.7\"]"),
                arguments(
                        RequestType.STORAGE_OPEN,
                        "{\"account\": \"other\"}",
                        "/storage/other/access",
                        "\"all_networks\""),
                arguments(RequestType.VAULT_LOCK, "{\"allow_ips\": [\"203.0.113.7\"]}", "/key_vault", """
                        {"access":"selected_networks","allow_ips":["203.0.113.7"]}"""),
                arguments(RequestType.VAULT_OPEN, "{}", "/key_vault", "{\"access\":\"all_networks\"}"),
                arguments(
                        RequestType.COMPUTE_CREATE,
                        "{\"compute\": {\"name\": \"gpu\", \"type\": \"amlcompute\"}}",
                        "/compute/gpu/type",
                        "\"amlcompute\""),
                arguments(RequestType.COMPUTE_SCALE, "{\"name\": \"CPU\", \"min_instances\": 1}", "/compute/cpu", """
                        {"name":"cpu","type":"amlcompute","size":"S","max_instances":4,"min_instances":1}"""),
                arguments(RequestType.COMPUTE_DELETE, "{\"name\": \"cpu\"}", "/compute/cpu", null),
                arguments(
                        RequestType.CLUSTER_CREATE,
                        "{\"cluster\": {\"name\": \"k\", \"type\": \"aks\", \"create\": {}}}",
                        "/compute/k/type",
                        "\"aks\""),
                arguments(
                        RequestType.CLUSTER_SCALE,
                        "{\"name\": \"made\", \"agent_count\": 5}",
                        "/compute/made/create",
                        "{\"service_cidr\":\"10.0.0.0/16\",\"agent_count\":5}"),
                arguments(RequestType.CLUSTER_DELETE, "{\"name\": \"made\"}", "/compute/made", null),
                arguments(RequestType.ATTACH, "{\"name\": \"apart\"}", "/compute/apart/attached", "true"),
                arguments(
                        RequestType.ATTACH,
                        "{\"cluster\": {\"name\": \"k\", \"type\": \"aks\", \"attach\": {}}}",
                        "/compute/k/attach",
                        "{}"),
                arguments(RequestType.DETACH, "{\"name\": \"made\"}", "/compute/made/attached", "false"),
                arguments(RequestType.DETACH, "{\"name\": \"found\"}", "/compute/found", null));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void anOperationEditsItsOwnPlaceAndNothingElse(RequestType type, String data, String place, String expected) {
        JsonNode before = json(DOCUMENT);

        Edited edited = DocumentEditor.edit(before, type, json(data));

        JsonNode after = NamedPath.parse(place).in(edited.body());
        assertThat(edited.findings()).isEmpty();
        assertThat(after.isMissingNode() ? null : after.toString()).isEqualTo(expected);
        assertThat(before).isEqualTo(json(DOCUMENT));
        assertThat(edited.fields())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(field.toString()).startsWith("/" + place.split("/", -1)[1]));
        assertThat(edited.body().path("name").asText()).isEqualTo("x");
        assertThat(edited.body().path("storage").path(0).path("account").asText())
                .isEqualTo("other");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(RequestType.COMPUTE_SCALE, "{\"name\": \"made\"}", FindingCode.NOT_IN_DOCUMENT),
                arguments(RequestType.COMPUTE_DELETE, "{\"name\": \"nope\"}", FindingCode.NOT_IN_DOCUMENT),
                arguments(RequestType.CLUSTER_SCALE, "{\"name\": \"found\"}", FindingCode.NOT_IN_DOCUMENT),
                arguments(RequestType.CLUSTER_DELETE, "{\"name\": \"found\"}", FindingCode.NOT_IN_DOCUMENT),
                arguments(RequestType.ATTACH, "{\"name\": \"cpu\"}", FindingCode.NOT_IN_DOCUMENT),
                arguments(RequestType.DETACH, "{\"name\": \"cpu\"}", FindingCode.NOT_IN_DOCUMENT),
                arguments(
                        RequestType.CLUSTER_CREATE, "{\"cluster\": {\"name\": \"cpu\"}}", FindingCode.NAME_USED_TWICE));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void anEditThatCannotBeDoneLeavesTheDocumentAsItIs(RequestType type, String data, FindingCode code) {
        Edited edited = DocumentEditor.edit(json(DOCUMENT), type, json(data));

        assertThat(edited.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(json(data).at(finding.field()).isMissingNode()).isFalse();
        });
        assertThat(edited.body()).isEqualTo(json(DOCUMENT));
    }

    @Test
    void whatIsNoEditIsRefused() {
        assertThatThrownBy(() -> DocumentEditor.edit(json(DOCUMENT), RequestType.DELETE, json("{}")))
                .hasMessageContaining("DELETE");
    }

    @Test
    void aNamedPlaceIsTheSameOneWhereverItsEntryStands() {
        JsonNode document = json(DOCUMENT);
        NamedPath path = NamedPath.at(JsonPointer.compile("/compute/1/create/service_cidr"), document);

        assertThat(path).hasToString("/compute/made/create/service_cidr");
        assertThat(NamedPath.parse(path.toString())).isEqualTo(path);
        assertThat(path.pointerIn(document)).isEqualTo("/compute/1/create/service_cidr");
        assertThat(NamedPath.of("compute", "nope", "size").pointerIn(document)).isEqualTo("/compute");
        assertThat(new NamedPath(List.of("storage", "/a/b", "access"))).hasToString("/storage/~1a~1b/access");
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("The test's own JSON is malformed: " + text, malformed);
        }
    }
}
