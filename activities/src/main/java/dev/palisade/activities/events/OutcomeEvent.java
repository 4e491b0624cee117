package dev.palisade.activities.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.palisade.planning.finding.Language;
import dev.palisade.workflows.contract.OutcomeActivities.Outcome;
import dev.palisade.workflows.contract.OutcomeType;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestFacts;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.StepOutcome;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;

/** An outcome as a CloudEvent. Every attribute follows from the outcome alone, so that a second copy can be told from its id. */
public final class OutcomeEvent {
    private static final URI SOURCE = URI.create("urn:palisade");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private OutcomeEvent() {}

    public static CloudEvent of(Outcome outcome) {
        RequestFacts about = outcome.about();
        return event(
                outcome.told(),
                idOf(about.requestId(), about.attempt(), within(outcome)),
                about.environment(),
                outcome.at(),
                data(outcome));
    }

    /** That a request is slow. Its time is that of the last progress, which every worker sees alike. */
    static CloudEvent of(SlowOutcome slow) {
        return event(
                OutcomeType.SLOW,
                idOf(
                        slow.requestId(),
                        slow.attempt(),
                        OutcomeType.SLOW.event() + "/" + slow.slow().key()),
                slow.environment(),
                slow.slow().since(),
                slow);
    }

    private static CloudEvent event(OutcomeType type, String id, String environment, Instant at, Object data) {
        return CloudEventBuilder.v1()
                .withId(BoundedId.of(id))
                .withSource(SOURCE)
                .withType(type.eventType())
                .withSubject(environment)
                .withTime(at.atOffset(ZoneOffset.UTC))
                .withData("application/json", JsonCloudEventData.wrap(JSON.valueToTree(data)))
                .build();
    }

    private static Object data(Outcome outcome) {
        StepOutcome step = outcome.step();
        RequestStatus status = outcome.status();
        Language language = Objects.requireNonNullElse(outcome.language(), Language.EN);
        return step == null
                ? OutcomeData.of(Objects.requireNonNull(status, "an outcome of nothing"), language)
                : StepOutcomeData.of(step, language);
    }

    /** Each attempt counts its outcomes anew; the first one's ids are as they were before there were attempts. */
    private static String idOf(String requestId, int attempt, String within) {
        return Request.idOf(requestId, attempt) + "/" + within;
    }

    private static String within(Outcome outcome) {
        if (outcome.type() == null) {
            return Integer.toString(outcome.sequence());
        }
        StepOutcome step = outcome.step();
        String of = step == null ? "" : "/" + step.step().id();
        return outcome.type().event() + "/" + outcome.occurrence() + of;
    }
}
