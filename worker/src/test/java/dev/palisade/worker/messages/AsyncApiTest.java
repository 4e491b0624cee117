package dev.palisade.worker.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.request.RequestType;
import dev.palisade.worker.configuration.Team;
import dev.palisade.worker.intake.Admission;
import dev.palisade.worker.intake.Decision;
import dev.palisade.worker.intake.Delivery;
import dev.palisade.worker.intake.RefusalReason;
import dev.palisade.worker.messages.AsyncApi.Found;
import dev.palisade.workflows.contract.OutcomeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is published about the messages is what the intake does. */
class AsyncApiTest {
    private static final Path EXAMPLES = AsyncApi.FOLDER.resolve("examples");
    private static final Team TEAM = new Team(
            "data-science",
            "palisade-data-science",
            List.of(ResourceId.of("/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mygroup")));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");

    static Stream<RequestType> types() {
        return Arrays.stream(RequestType.values())
                .filter(type -> !type.eventType().isEmpty());
    }

    @Test
    void everyRequestTypeIsAMessageOfTheRequestQueuesAndNothingElse() {
        assertThat(inChannel("requests"))
                .containsExactlyInAnyOrderElementsOf(
                        types().map(RequestType::eventType).toList());
    }

    @Test
    void everyOutcomeThatIsPublishedIsAMessageOfTheTopicAndNothingElse() {
        assertThat(inChannel("outcomes"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(OutcomeType.values())
                        .filter(type -> type != OutcomeType.DRIFTED)
                        .map(OutcomeType::eventType)
                        .toList());
    }

    @Test
    void everyMessageIsInAChannelAndHasTheSchemaOfItsType() {
        Map<String, JsonNode> messages = AsyncApi.messages();
        List<String> sent = new ArrayList<>(inChannel("requests"));
        sent.addAll(inChannel("outcomes"));

        assertThat(messages.keySet()).containsExactlyInAnyOrderElementsOf(sent);
        messages.forEach((type, message) -> assertThat(
                        message.at("/payload/allOf/1/properties/data/$ref").asText())
                .endsWith("/" + type + ".schema.json"));
    }

    @Test
    void everyRefusalReasonIsTheirsInItsOrderAndNothingElse() {
        List<String> reasons = AsyncApi.read(AsyncApi.FILE)
                .at("/components/schemas/refusalReason/oneOf")
                .findValuesAsText("const");

        assertThat(reasons)
                .containsExactlyElementsOf(
                        Arrays.stream(RefusalReason.values()).map(Enum::name).toList());
    }

    @Test
    void everyReasonIsExplainedToSendersWithWhatToDo() throws IOException {
        String page = Files.readString(AsyncApi.FOLDER.resolve("README.md"));

        assertThat(RefusalReason.values()).allSatisfy(reason -> assertThat(page).contains("| `" + reason + "` |"));
    }

    @Test
    void everyReferenceLeadsSomewhereAndSoDoThoseOfWhatItLeadsTo() {
        Set<Path> files = new HashSet<>();
        follow(AsyncApi.FILE, files);

        assertThat(files).hasSizeGreaterThan(2 * (int) types().count());
    }

    @ParameterizedTest
    @MethodSource("types")
    void theExampleOfEachTypeIsWhatItsSchemaSaysAndIsAccepted(RequestType type) throws IOException {
        Path file = EXAMPLES.resolve(type.eventType() + ".json");
        JsonNode message = AsyncApi.messages().get(type.eventType());

        assertThat(AsyncApi.resolve(
                                AsyncApi.FILE,
                                message.at("/examples/0/payload/$ref").asText())
                        .file())
                .isEqualTo(file);
        assertThat(errors(message.path("payload"), AsyncApi.read(file))).isEmpty();
        assertThat(decide(Files.readString(file)))
                .isInstanceOfSatisfying(
                        Decision.Accepted.class,
                        accepted -> assertThat(accepted.request().type()).isEqualTo(type));
    }

    @Test
    void thereIsNoOtherExample() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            types().map(type -> type.eventType() + ".json").toList());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "specversion" : "1.0"    | "specversion" : "0.3"
            "specversion" : "1.0",   | ``
            "id" : "                 | "id" : "a/b
            "source" : "urn:team:data-science" | "source" : ""
            "type" : "               | "type" : "x
            "datacontenttype" : "application/json" | "datacontenttype" : "application/yaml"
            "data" :                 | "data" : 7, "other" :
            "data" :                 | "dataref" : "https://example.org/x", "data" :
            "data" :                 | "data_base64" :
            """)
    void whatTheEnvelopesSchemaForbidsTheIntakeRefusesToo(String part, String instead) throws IOException {
        Path file = EXAMPLES.resolve("dev.palisade.request.delete.v1.json");
        String good = AsyncApi.read(file).toPrettyString();
        String bad = good.replace(part, instead);
        JsonNode payload =
                AsyncApi.messages().get("dev.palisade.request.delete.v1").path("payload");

        assertThat(bad).isNotEqualTo(good);
        assertThat(errors(payload, JSON.readTree(bad))).isNotEmpty();
        assertThat(decide(bad)).isInstanceOf(Decision.Refused.class);
    }

    /** The names of the messages that a channel refers to. */
    private static List<String> inChannel(String channel) {
        List<String> names = new ArrayList<>();
        AsyncApi.read(AsyncApi.FILE)
                .at("/channels/" + channel + "/messages")
                .forEach(reference -> names.add(
                        AsyncApi.resolve(AsyncApi.FILE, reference.path("$ref").asText())
                                .node()
                                .path("name")
                                .asText()));
        return names;
    }

    private static Decision decide(String body) {
        return new Admission(Duration.ofDays(30)).decide(new Delivery(body, NOW), TEAM, NOW);
    }

    private static List<Error> errors(JsonNode payload, JsonNode event) {
        Schema schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(AsyncApi.schemasById()))
                .getSchema(withIds(payload));
        return schema.validate(event);
    }

    /** With references to files turned into the ids of what is in them, which a validator knows. */
    private static JsonNode withIds(JsonNode payload) {
        ObjectNode copy = payload.deepCopy();
        copy.findParents("$ref").forEach(parent -> {
            Found found = AsyncApi.resolve(AsyncApi.FILE, parent.path("$ref").asText());
            ((ObjectNode) parent).set("$ref", found.node().path("$id"));
        });
        return copy;
    }

    private static void follow(Path file, Set<Path> seen) {
        if (seen.add(file.normalize())) {
            AsyncApi.read(file)
                    .findValuesAsText("$ref")
                    .forEach(reference ->
                            follow(AsyncApi.resolve(file, reference).file(), seen));
        }
    }
}
