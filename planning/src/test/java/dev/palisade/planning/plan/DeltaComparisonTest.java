package dev.palisade.planning.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.palisade.planning.plan.DeltaComparison.State;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeltaComparisonTest {
    private static final Delta DENY = Delta.field("/acls/defaultAction", json("'Allow'"), json("'Deny'"));
    private static final Delta RULE =
            Delta.element("/acls/rules", "id", null, json("{'id': '/subscriptions/s/x', 'action': 'Allow'}"));
    private static final Delta CREATION =
            Delta.creation(json("{'location': 'koreacentral', 'p': {'size': 'D2', 'idle': 'PT120S', 'count': 3,"
                    + " 'pools': [{'name': 'a', 'max': 30}]}}"));

    static Stream<Arguments> comparisons() {
        return Stream.of(
                row("a field as before", State.BEFORE, "{'acls': {'defaultAction': 'Allow'}}", DENY),
                row("a field as after", State.AFTER, "{'acls': {'defaultAction': 'Deny'}}", DENY),
                row("a field in another case", State.AFTER, "{'acls': {'defaultAction': 'deny'}}", DENY),
                row("a field of a third value", State.OTHER, "{'acls': {'defaultAction': 'Audit'}}", DENY),
                row("a field that is not there", State.OTHER, "{'acls': {}}", DENY),
                row(
                        "a field that is null and shall be absent",
                        State.AFTER,
                        "{'acls': {'defaultAction': null}}",
                        Delta.field("/acls/defaultAction", json("'Deny'"), null)),
                row(
                        "a firewall that is open, and said nothing when it was open before",
                        State.BEFORE,
                        "{'acls': {'defaultAction': 'Allow', 'bypass': 'AzureServices'}}",
                        Delta.field("/acls/defaultAction", null, json("'Deny'"))),
                row(
                        "any other field that is there and was not",
                        State.OTHER,
                        "{'acls': {'mode': ''}}",
                        Delta.field("/acls/mode", null, json("'Deny'"))),
                row("a field of a resource that is gone", State.OTHER, null, DENY),
                row("an element of a resource that is gone", State.OTHER, null, RULE),
                row(
                        "an element that is not there",
                        State.BEFORE,
                        "{'acls': {'rules': [{'id': '/subscriptions/s/y', 'action': 'Allow'}]}}",
                        RULE),
                row("an element without its list", State.BEFORE, "{}", RULE),
                row(
                        "an element in another case, with Azure's own fields",
                        State.AFTER,
                        "{'acls': {'rules': [{'id': '/SUBSCRIPTIONS/S/X', 'action': 'allow', 'state': 'Succeeded'}]}}",
                        RULE),
                row(
                        "an element with another content",
                        State.OTHER,
                        "{'acls': {'rules': [{'id': '/subscriptions/s/x', 'action': 'Deny'}]}}",
                        RULE),
                row("an element taken back", State.AFTER, "{'acls': {'rules': []}}", RULE.inverse()),
                row(
                        "an element still to be taken back",
                        State.BEFORE,
                        "{'acls': {'rules': [{'id': '/subscriptions/s/x', 'action': 'Allow'}]}}",
                        RULE.inverse()),
                row(
                        "flags in another order",
                        State.AFTER,
                        "{'bypass': 'AzureServices,Logging'}",
                        Delta.field("/bypass", null, json("'Logging, AzureServices'"))),
                row(
                        "one flag more",
                        State.OTHER,
                        "{'bypass': 'AzureServices, Logging, Metrics'}",
                        Delta.field("/bypass", null, json("'Logging, AzureServices'"))),
                row("a resource to create", State.BEFORE, null, CREATION),
                row(
                        "a resource created, as Azure tells it",
                        State.AFTER,
                        "{'location': 'Korea Central', 'tags': {}, 'p': {'size': 'd2', 'idle': 'PT2M', 'count': 3.0, 'state': 'Succeeded',"
                                + " 'pools': [{'name': 'b'}, {'name': 'a', 'max': 30, 'os': 'Linux'}]}}",
                        CREATION),
                row(
                        "a resource created otherwise",
                        State.OTHER,
                        "{'location': 'koreacentral', 'p': {'size': 'D3', 'idle': 'PT120S', 'count': 3, 'pools': [{'name': 'a', 'max': 30}]}}",
                        CREATION),
                row("a resource deleted again", State.AFTER, null, CREATION.inverse()));
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void aResourceIsAsBeforeAsAfterOrOtherwise(State expected, String resource, Delta delta) {
        JsonNode body = resource == null ? null : json(resource);

        assertThat(DeltaComparison.compare(body, List.of(delta))).isEqualTo(expected);
        assertThat(DeltaComparison.differences(body, List.of(delta)).isEmpty()).isEqualTo(expected == State.AFTER);
    }

    @Test
    void aMissingNodeIsAResourceThatIsNotThere() {
        assertThat(DeltaComparison.compare(MissingNode.getInstance(), List.of(CREATION)))
                .isEqualTo(State.BEFORE);
    }

    @Test
    void someBeforeAndSomeAfterIsNeither() {
        JsonNode half = json("{'acls': {'defaultAction': 'Deny', 'rules': []}}");

        assertThat(DeltaComparison.compare(half, List.of(DENY, RULE))).isEqualTo(State.OTHER);
        assertThat(DeltaComparison.differences(half, List.of(DENY, RULE)))
                .singleElement()
                .satisfies(difference -> assertThat(difference.path()).isEqualTo("/acls/rules[id=/subscriptions/s/x]"));
    }

    @Test
    void applyingAndTakingBackLeavesTheNeighboursAlone() {
        JsonNode before =
                json("{'sku': 'x', 'acls': {'defaultAction': 'Allow', 'rules': [{'id': '/subscriptions/s/y'}]}}");
        List<Delta> deltas = List.of(DENY, RULE);

        JsonNode after = DeltaComparison.apply(before, deltas);
        JsonNode back =
                DeltaComparison.apply(after, deltas.stream().map(Delta::inverse).toList());

        assertThat(DeltaComparison.compare(after, deltas)).isEqualTo(State.AFTER);
        assertThat(after.at("/acls/rules")).hasSize(2);
        assertThat(back).isEqualTo(before);
    }

    @Test
    void applyingMakesTheObjectsOnTheWay() {
        assertThat(DeltaComparison.apply(json("{'sku': 'x'}"), List.of(DENY, RULE)))
                .isEqualTo(
                        json(
                                "{'sku': 'x', 'acls': {'defaultAction': 'Deny', 'rules': [{'id': '/subscriptions/s/x', 'action': 'Allow'}]}}"));
    }

    @Test
    void applyingKeepsWhatAzureAddedToAnElement() {
        JsonNode present =
                json("{'acls': {'rules': [{'id': '/SUBSCRIPTIONS/s/x', 'action': 'Deny', 'state': 'Succeeded'}]}}");

        assertThat(DeltaComparison.apply(present, List.of(RULE)))
                .isEqualTo(
                        json(
                                "{'acls': {'rules': [{'id': '/subscriptions/s/x', 'action': 'Allow', 'state': 'Succeeded'}]}}"));
    }

    @Test
    void takingBackACreationLeavesNothing() {
        assertThat(DeltaComparison.apply(json("{'a': 1}"), List.of(CREATION.inverse()))
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void applyingACreationGivesItsBody() {
        assertThat(DeltaComparison.apply(null, List.of(CREATION))).isEqualTo(CREATION.after());
    }

    private static Arguments row(String what, State expected, String resource, Delta delta) {
        return argumentSet(what, expected, resource, delta);
    }

    private static JsonNode json(String singleQuoted) {
        try {
            return new ObjectMapper().readTree(singleQuoted.replace('\'', '"'));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("The test's own JSON is malformed: " + singleQuoted, malformed);
        }
    }
}
