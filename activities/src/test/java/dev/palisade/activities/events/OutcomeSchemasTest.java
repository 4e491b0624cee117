package dev.palisade.activities.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.Language;
import dev.palisade.planning.finding.Obstacle;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.OutcomeActivities.Outcome;
import dev.palisade.workflows.contract.OutcomeType;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.slowness.SlowWait;
import dev.palisade.workflows.slowness.Where;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schemas themselves; that the events of stories keep to them is shown where the stories are. */
class OutcomeSchemasTest {
    private static final JsonNode SHARED = OutcomeSchemas.read(OutcomeSchemas.SHARED);

    private static final SlowWait SLOW = new SlowWait(
            Where.AZURE_OPERATION,
            OutcomeSamples.AT,
            Duration.ofMinutes(20),
            WhoseMove.NOBODY,
            "creating compute cluster c: Azure says Creating",
            "compute/c",
            OutcomeSamples.WORKSPACE + "/computes/c",
            "r-0");

    private final OutcomeSchemas schemas = new OutcomeSchemas();

    @Test
    void eachIsASchemaOfDraft2020UnderItsOwnName() {
        var dialect = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        Stream.concat(
                        Stream.of(OutcomeSchemas.SHARED),
                        OutcomeSchemas.published().stream().map(OutcomeSchemas::file))
                .forEach(file -> {
                    JsonNode schema = OutcomeSchemas.read(file);
                    assertThat(dialect.validate(schema)).as(file).isEmpty();
                    assertThat(schema.path("$id").asText()).isEqualTo(OutcomeSchemas.IDS + file);
                });
    }

    @Test
    void everyFieldIsDescribed() {
        List<String> undescribed = new ArrayList<>();
        SHARED.path("$defs")
                .properties()
                .forEach(definition -> definition
                        .getValue()
                        .path("properties")
                        .properties()
                        .forEach(field -> {
                            String reference = field.getValue()
                                    .path("$ref")
                                    .asText("#/none")
                                    .substring(1);
                            if (!field.getValue().has("description")
                                    && !SHARED.at(reference).has("description")) {
                                undescribed.add(definition.getKey() + "." + field.getKey());
                            }
                        }));

        assertThat(undescribed).isEmpty();
    }

    @Test
    void anOutcomeWithSomethingInEveryFieldIsValid() {
        assertThat(violations(OutcomeSamples.outcome(OutcomeType.STUCK, RequestState.STUCK)))
                .isEmpty();
        assertThat(violations(OutcomeSamples.outcome(1, RequestState.CANCELLED)))
                .isEmpty();
        assertThat(violations(OutcomeSamples.step(OutcomeType.STEP_FINISHED, StepState.FAILED, 1)))
                .isEmpty();
    }

    @Test
    void anOutcomeThatDoesNotSayWhatItsTypeSaysIsNot() {
        assertThat(violations(OutcomeSamples.outcome(OutcomeType.READY, RequestState.PARKED)))
                .anyMatch(violation -> violation.contains("READY"));
        assertThat(violations(OutcomeSamples.step(OutcomeType.STEP_FINISHED, StepState.IN_FLIGHT, 1)))
                .isNotEmpty();
    }

    @Test
    void theSchemasKnowEveryWordThatCanStandThere() {
        assertThat(words("request/properties/state")).isEqualTo(names(RequestState.values()));
        assertThat(words("request/properties/requestType")).isEqualTo(names(RequestType.values()));
        assertThat(words("step/properties/state")).isEqualTo(names(StepState.values()));
        assertThat(words("step/properties/kind")).isEqualTo(names(ResourceKind.values()));
        assertThat(words("undone/properties/result")).isEqualTo(names(Undone.Result.values()));
        assertThat(words("failure/properties/failureClass")).isEqualTo(names(FailureClass.values()));
        assertThat(words("failure/properties/obstacle")).isEqualTo(names(Obstacle.values()));
        assertThat(words("finding/properties/obstacle")).isEqualTo(names(Obstacle.values()));
        assertThat(words("request/properties/language"))
                .isEqualTo(Stream.of(Language.values()).map(Language::tag).toList());
    }

    @Test
    void whatIsToldOfSomethingSlowIsValidFromRequestAndFromMessage() {
        assertThat(told(SlowOutcome.of(OutcomeSamples.status("r-1", RequestState.APPLYING, 2, null), SLOW)))
                .isEmpty();
        assertThat(told(SlowOutcome.of(OutcomeSamples.request("r-1"), SLOW))).isEmpty();
        assertThat(OutcomeSchemas.words(OutcomeSchemas.read(OutcomeSchemas.file(OutcomeType.SLOW))
                        .at("/properties/wait/properties/where")))
                .isEqualTo(names(Where.values()));
    }

    private List<String> told(SlowOutcome slow) {
        List<ServiceBusMessage> sent = new ArrayList<>();
        new SlowOutcomes((messages, patience) -> sent.addAll(messages)).tell(slow);
        return schemas.violations(sent.get(0));
    }

    private List<String> violations(Outcome outcome) {
        List<ServiceBusMessage> sent = new ArrayList<>();
        new OutcomeActivitiesImpl((messages, patience) -> sent.addAll(messages), () -> false, () -> 0)
                .publish(List.of(outcome));
        return schemas.violations(sent.get(0));
    }

    private static List<String> words(String definition) {
        return OutcomeSchemas.words(SHARED.at("/$defs/" + definition));
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }
}
