package dev.palisade.worker.intake;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.worker.configuration.Team;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Messages as the CloudEvents SDK writes them, and a team to send them. */
public final class Messages {
    public static final String WORKSPACE =
            "/subscriptions/S1/resourceGroups/Science/providers/Microsoft.MachineLearningServices/workspaces/ws";
    public static final String NETWORK =
            "/subscriptions/s1/resourceGroups/science/providers/Microsoft.Network/virtualNetworks/mynetwork";
    public static final Team TEAM =
            new Team("science", "q-science", List.of(ResourceId.of("/subscriptions/s1/resourceGroups/science")));
    public static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private Messages() {}

    public static String document(String name) {
        return """
                {"name": "%s", "workspace": "%s", "network": {"virtual_network": "%s", "subnets": {"training": "default"}}}""".formatted(name, WORKSPACE, NETWORK);
    }

    public static String apply(String id, String document) {
        return event("dev.palisade.request.apply.v1", id, document, NOW);
    }

    public static String event(String type, String id, String document, Instant time) {
        var event = CloudEventBuilder.v1()
                .withId(id)
                .withType(type)
                .withSource(URI.create("urn:team:science"))
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withData("application/json", document.getBytes(StandardCharsets.UTF_8))
                .build();
        byte[] bytes = EventFormatProvider.getInstance()
                .resolveFormat(JsonFormat.CONTENT_TYPE)
                .serialize(event);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
