package dev.palisade.client.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.finding.Language;
import dev.palisade.planning.request.RequestType;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One request as a CloudEvent in structured JSON: what travels over the queue. */
public record RequestMessage(CloudEvent event) {
    public static final String CONTENT_TYPE = "application/cloudevents+json";

    private static final URI SOURCE = URI.create("/palisade/client");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    public static RequestMessage of(RequestType type, String id, JsonNode data, Clock clock) {
        return of(type, id, data, clock, Optional.empty());
    }

    /** @param language in which outcomes tell findings; English if it names none */
    public static RequestMessage of(
            RequestType type, String id, JsonNode data, Clock clock, Optional<Language> language) {
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(id)
                .withType(type.eventType())
                .withSource(SOURCE)
                .withTime(clock.instant().atOffset(ZoneOffset.UTC))
                .withDataContentType("application/json")
                .withData(JsonCloudEventData.wrap(data));
        language.ifPresent(named -> event.withExtension("language", named.tag()));
        return new RequestMessage(event.build());
    }

    /** An id that a person can read and that no other request has: what it is about, the time and chance. */
    public static String newId(String about, Clock clock, RandomGenerator random) {
        String name = about.replaceAll("[^A-Za-z0-9-]", "");
        String stamp = STAMP.format(clock.instant().atOffset(ZoneOffset.UTC));
        return (name.isEmpty() ? "request" : name) + "-" + stamp + "-" + "%04x".formatted(random.nextInt(0x10000));
    }

    public String id() {
        return event.getId();
    }

    public byte[] body() {
        return new JsonFormat().serialize(event);
    }
}
