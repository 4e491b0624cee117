package dev.palisade.activities.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.palisade.workflows.contract.OutcomeActivities.Outcome;
import dev.palisade.workflows.contract.RequestStatus;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Locale;

/** An outcome as a CloudEvent. Every attribute follows from the outcome alone, so that a second copy can be told from its id. */
public final class OutcomeEvent {
    private static final URI SOURCE = URI.create("urn:palisade");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private OutcomeEvent() {}

    public static CloudEvent of(Outcome outcome) {
        RequestStatus status = outcome.status();
        return CloudEventBuilder.v1()
                .withId(id(outcome))
                .withSource(SOURCE)
                .withType("dev.palisade.outcome." + status.state().name().toLowerCase(Locale.ROOT) + ".v1")
                .withSubject(status.environment())
                .withTime(outcome.at().atOffset(ZoneOffset.UTC))
                .withData("application/json", JsonCloudEventData.wrap(JSON.valueToTree(OutcomeData.of(status))))
                .build();
    }

    /** Each attempt counts its outcomes anew; the first one's ids are as they were before there were attempts. */
    private static String id(Outcome outcome) {
        int attempt = outcome.status().attempt();
        return outcome.status().requestId() + (attempt > 1 ? "/attempt-" + attempt : "") + "/" + outcome.sequence();
    }
}
