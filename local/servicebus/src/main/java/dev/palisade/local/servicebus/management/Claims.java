package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.Namespace;
import java.util.Map;

/** The {@code $cbs} node: takes a security token for an entity. Every token is good, if the entity exists. */
public final class Claims implements RequestHandler {
    private final Namespace namespace;

    public Claims(Namespace namespace) {
        this.namespace = namespace;
    }

    @Override
    public Response handle(Request request) {
        if (!request.operation().equals("put-token")) {
            return Response.error(501, "amqp:not-implemented", "Only put-token is known here");
        }
        if (!(request.properties().get("name") instanceof String audience)) {
            return Response.error(400, "com.microsoft:argument-error", "put-token must name its audience");
        }
        if (!namespace.exists(Address.parse(audience).path())) {
            return Response.entityNotFound(audience);
        }
        return new Response(202, "Accepted", null, Map.of());
    }
}
