package dev.palisade.activities.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.palisade.workflows.contract.OutcomeActivities.Outcome;
import dev.palisade.workflows.contract.RequestFacts;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.StepOutcome;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import java.net.URI;
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
        return CloudEventBuilder.v1()
                .withId(BoundedId.of(id(outcome)))
                .withSource(SOURCE)
                .withType(outcome.told().eventType())
                .withSubject(outcome.about().environment())
                .withTime(outcome.at().atOffset(ZoneOffset.UTC))
                .withData("application/json", JsonCloudEventData.wrap(JSON.valueToTree(data(outcome))))
                .build();
    }

    private static Object data(Outcome outcome) {
        StepOutcome step = outcome.step();
        RequestStatus status = outcome.status();
        return step == null
                ? OutcomeData.of(Objects.requireNonNull(status, "an outcome of nothing"))
                : StepOutcomeData.of(step);
    }

    /** Each attempt counts its outcomes anew; the first one's ids are as they were before there were attempts. */
    private static String id(Outcome outcome) {
        RequestFacts about = outcome.about();
        String attempt = about.attempt() > 1 ? "/attempt-" + about.attempt() : "";
        return about.requestId() + attempt + "/" + within(outcome);
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
