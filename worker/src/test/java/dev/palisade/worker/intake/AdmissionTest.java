package dev.palisade.worker.intake;

import static dev.palisade.worker.intake.Messages.NOW;
import static dev.palisade.worker.intake.Messages.TEAM;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.finding.Language;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
    private static final Duration HORIZON = Duration.ofDays(30);
    private final Admission admission = new Admission(HORIZON);

    @Test
    void aRequestIsTheMessageWithItsCanonicalEnvironmentAndTheTeamOfItsQueue() {
        Request request = accepted(Messages.apply("r-1", Messages.document("churn")));

        assertThat(request.workflowId()).isEqualTo("request/r-1");
        assertThat(request.type()).isEqualTo(RequestType.APPLY);
        assertThat(request.environment()).isEqualTo(Messages.WORKSPACE.toLowerCase(java.util.Locale.ROOT));
        assertThat(request.name()).isEqualTo("churn");
        assertThat(request.team()).isEqualTo("science");
        assertThat(request.acceptedAt()).isEqualTo(NOW);
        assertThat(request.document().path("workspace").asText()).isEqualTo(Messages.WORKSPACE);
        assertThat(request.digest()).matches("[0-9a-f]{64}");
    }

    @Test
    void aMessageMayNameTheLanguageOfItsOutcomesAndIsADuplicateInAnother() {
        String english = Messages.apply("r-1", Messages.document("churn"));
        String korean = english.replaceFirst("\\{", "{\"language\":\"KO\",");

        assertThat(accepted(english).language()).isNull();
        assertThat(accepted(korean).language()).isEqualTo(Language.KO);
        assertThat(accepted(korean).digest()).isEqualTo(accepted(english).digest());
    }

    @Test
    void aDeadLetterSaysWhatIsWrongInTheLanguageThatTheMessageNames() {
        String wrong = Messages.apply("r-1", "{}").replaceFirst("\\{", "{\"language\":\"ja\",");

        assertThat(refused(wrong).description()).contains("文書がスキーマに従っていません");
    }

    @Test
    void theDigestIsOfTypeAndContentNotOfSpellingIdOrTime() {
        String one = digest("apply", "r-1", Messages.document("a"));
        String workspaceFirst =
                Messages.document("a").replace("\"name\": \"a\", ", "").replaceFirst("}}$", "}, \"name\":  \"a\"}");

        assertThat(digest("apply", "r-2", workspaceFirst)).isEqualTo(one);
        assertThat(digest("plan", "r-1", Messages.document("a"))).isNotEqualTo(one);
        assertThat(digest("apply", "r-1", Messages.document("b"))).isNotEqualTo(one);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            hello                                                                        | not JSON
            ''                                                                           | not a JSON object
            []                                                                           | not a JSON object
            {"specversion":"1.0"} x                                                      | not JSON
            {"specversion":"1.0","id":"i","source":"s","type":"t","language":"fr","data":{}} | language is 'fr'; write one of en, ko, ja
            {"specversion":"0.3","id":"i","source":"s","type":"t","data":{}}             | specversion is '0.3'
            {"id":"i","source":"s","type":"t","data":{}}                                 | specversion is missing
            {"specversion":"1.0","source":"s","type":"t","data":{}}                      | id is missing
            {"specversion":"1.0","id":7,"source":"s","type":"t","data":{}}               | id is not a text
            {"specversion":"1.0","id":"a/b","source":"s","type":"t","data":{}}           | 1 to 200 letters
            {"specversion":"1.0","id":"i","type":"t","data":{}}                          | source is missing
            {"specversion":"1.0","id":"i","source":"s","data":{}}                        | type is missing
            {"specversion":"1.0","id":"i","source":"s","type":"t"}                       | data is not a JSON object
            {"specversion":"1.0","id":"i","source":"s","type":"t","data":"name: x"}      | not a text or base64
            {"specversion":"1.0","id":"i","source":"s","type":"t","data_base64":"eA=="}  | not a text or base64
            {"specversion":"1.0","id":"i","source":"s","type":"t","time":"noon","data":{}} | RFC 3339
            {"specversion":"1.0","id":"i","source":"s","type":"t","datacontenttype":"application/yaml","data":{}} | send the document as JSON
            {"specversion":"1.0","id":"i","id":"j","source":"s","type":"t","data":{}}    | not JSON
            """)
    void whatIsNoCloudEventIsMalformed(String body, String saying) {
        Refusal refusal = refused(body);

        assertThat(refusal.reason()).isEqualTo(RefusalReason.MALFORMED);
        assertThat(refusal.description()).contains(saying);
    }

    @Test
    void everyMistakeOfAnEventIsToldAtOnce() {
        assertThat(refused("{\"specversion\":\"2.0\",\"time\":\"noon\"}").description())
                .startsWith("6 problems:")
                .contains("specversion", "source", "id", "type", "time", "data");
    }

    @Test
    void aBodyThatIsTooLargeIsMalformedUnread() {
        assertThat(refused("{".repeat(1_000_001)).description()).contains("at most");
        assertThat(refused("가".repeat(400_000)).description()).contains("at most");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.palisade.request.paint.v1", "com.example.other"})
    void anUnknownTypeIsToldWhichAreKnown(String type) {
        Refusal refusal = refused(Messages.event(type, "r-1", Messages.document("a"), NOW));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.UNKNOWN_TYPE);
        assertThat(refusal.description())
                .contains(type, "dev.palisade.request.apply.v1", "dev.palisade.request.plan.v1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.palisade.request.apply.v2",
                "dev.palisade.request.apply.v1beta",
                "dev.palisade.request.apply"
            })
    void anUnknownVersionIsToldWhichOnesOfThisTypeAreKnown(String type) {
        Refusal refusal = refused(Messages.event(type, "r-1", Messages.document("a"), NOW));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.UNKNOWN_TYPE);
        assertThat(refusal.description())
                .isEqualTo("type '" + type + "' is a version that is not known here; of this type, known are"
                        + " dev.palisade.request.apply.v1");
    }

    @Test
    void mistakesOfEveryKindAreToldAtOnceUnderTheReasonOfTheFirst() {
        String event = Messages.event(
                        "dev.palisade.request.apply.v1",
                        "r-1",
                        Messages.document("a")
                                .replace("\"name\": \"a\"", "\"name\": 7")
                                .replace("/subscriptions/s1/", "/subscriptions/s2/"),
                        NOW.minus(HORIZON).minusSeconds(1))
                .replace("urn:team:science", "");

        Refusal refusal = refused(event);

        assertThat(refusal.reason()).isEqualTo(RefusalReason.MALFORMED);
        assertThat(refusal.description())
                .startsWith("4 problems:")
                .contains("source is", "ids are remembered for", "/name: ", "/network/virtual_network names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"data\":{}"})
    void dataThatIsOnlyReferredToIsNotFetched(String besides) {
        Refusal refusal = refused(
                "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"s\",\"type\":\"dev.palisade.request.delete.v1\","
                        + "\"dataref\":\"https://example.org/document.json\"" + besides + "}");

        assertThat(refusal.reason()).isEqualTo(RefusalReason.MALFORMED);
        assertThat(refusal.description()).contains("dataref is there; put the data itself into the message");
    }

    @Test
    void everyViolationOfTheSchemaIsInTheDescription() {
        String document = Messages.document("a")
                .replace("\"name\": \"a\"", "\"name\": 7, \"colour\": \"blue\"")
                .replace("\"subnets\"", "\"subnetts\"");

        Refusal refusal = refused(Messages.apply("r-1", document));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.SCHEMA_VIOLATION);
        assertThat(refusal.description()).contains("/name: ", "/colour: ", "/network/subnetts: ");
    }

    @Test
    void everyResourceOutsideTheTeamsScopesIsNamedWithItsField() {
        String document = Messages.document("a").replace("/subscriptions/s1/", "/subscriptions/s2/");

        Refusal refusal = refused(Messages.apply("r-1", document));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.NOT_ALLOWED);
        assertThat(refusal.description()).contains("/network/virtual_network", "/subscriptions/s2/", "team science");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/subscriptions/s1/resourceGroups/science/providers/../../x",
                "/subscriptions/s1/resourceGroups/science/providers/a/b/c?x",
                "/subscriptions/s1/resourceGroups/science/providers/a/b/%2e%2e",
                "/subscriptions/s1/resourceGroups/science2/providers/a/b/c"
            })
    void anIdThatWouldLeadOutOfTheScopesIsFoundWhereverItStandsEvenIfTheSchemaLetItPass(String id) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putArray("list").addObject().put("field", id);

        assertThat(ScopeCheck.outside(document, TEAM))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).startsWith("/list/0/field ").contains(id));
    }

    @Test
    void aMessageOlderThanIdsAreRememberedIsTooOldByItsTimeOrByTheBrokers() {
        Instant old = NOW.minus(HORIZON).minusSeconds(1);
        String senders = Messages.event("dev.palisade.request.apply.v1", "r-1", Messages.document("a"), old);
        String fresh = Messages.apply("r-1", Messages.document("a"));

        assertThat(refused(senders).reason()).isEqualTo(RefusalReason.TOO_OLD);
        assertThat(admission.decide(new Delivery(fresh, old), TEAM, NOW))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(RefusalReason.TOO_OLD));
        assertThat(admission.decide(new Delivery(fresh, NOW.minus(HORIZON)), TEAM, NOW))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void aDescriptionFitsServiceBusAndSaysHowMuchItLeavesOut() {
        List<String> many = Collections.nCopies(300, "/compute/1/size is wrong; write it right");

        Refusal refusal = Refusal.of(RefusalReason.SCHEMA_VIOLATION, many);

        assertThat(refusal.description()).hasSizeLessThanOrEqualTo(4096).startsWith("300 problems:");
        long listed = refusal.description()
                .lines()
                .filter(line -> line.contains("/compute/1"))
                .count();
        assertThat(refusal.description()).endsWith("… and " + (300 - listed) + " more");
        assertThat(new Refusal(RefusalReason.MALFORMED, "x".repeat(9000)).description())
                .hasSize(4096);
    }

    static Stream<RequestType> operations() {
        return Arrays.stream(RequestType.values())
                .filter(type -> !type.carriesDocument() && !type.eventType().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOtherTypeIsForTheEnvironmentOfItsWorkspaceAndIsHeldAgainstTheSchemaOfItsOwn(RequestType type) {
        String nothing = Messages.event(type.eventType(), "r-1", "{\"colour\": \"blue\"}", NOW);

        assertThat(refused(nothing).reason()).isEqualTo(RefusalReason.SCHEMA_VIOLATION);
        assertThat(refused(nothing).description()).contains("/workspace: ", "/colour: ");
    }

    @Test
    void anOperationBecomesARequestUnderTheWorkspacesNameWithTheScopesOfItsTeam() {
        String data = "{\"workspace\": \"%s\", \"name\": \"gpu\", \"max_instances\": 8}".formatted(Messages.WORKSPACE);

        Request request = accepted(Messages.event("dev.palisade.request.compute.scale.v1", "r-1", data, NOW));

        assertThat(request.type()).isEqualTo(RequestType.COMPUTE_SCALE);
        assertThat(request.environment()).isEqualTo(Messages.WORKSPACE.toLowerCase(java.util.Locale.ROOT));
        assertThat(request.name()).isEqualTo("ws");
        assertThat(request.attempt()).isEqualTo(1);
        assertThat(request.scopes().allowed()).isEqualTo(TEAM.scopes());
    }

    @Test
    void aWorkspaceOutsideTheTeamsScopesIsNotAllowedToAnOperationEither() {
        String data = "{\"workspace\": \"%s\"}".formatted(Messages.WORKSPACE.replace("/S1/", "/s2/"));

        assertThat(refused(Messages.event("dev.palisade.request.delete.v1", "r-1", data, NOW))
                        .reason())
                .isEqualTo(RefusalReason.NOT_ALLOWED);
    }

    @Test
    void whatOnlyAnOperatorAsksForHasNoMessage() {
        assertThat(refused(Messages.event("dev.palisade.request.resume.v1", "r-1", "{}", NOW))
                        .reason())
                .isEqualTo(RefusalReason.UNKNOWN_TYPE);
    }

    private Request accepted(String body) {
        Decision decision = admission.decide(new Delivery(body, NOW), TEAM, NOW);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted) decision).request();
    }

    private Refusal refused(String body) {
        Decision decision = admission.decide(new Delivery(body, NOW), TEAM, NOW);
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused) decision).refusal();
    }

    private String digest(String type, String id, String document) {
        return accepted(Messages.event("dev.palisade.request." + type + ".v1", id, document, NOW))
                .digest();
    }
}
