package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.access.AccessDeniedException;
import dev.palisade.local.servicebus.access.Grants;
import dev.palisade.local.servicebus.entity.Namespace;
import java.util.Map;

/** The {@code $cbs} node of one connection: takes security tokens, each for an entity. */
public final class Claims implements RequestHandler {
    private final Namespace namespace;
    private final Grants grants;

    public Claims(Namespace namespace, Grants grants) {
        this.namespace = namespace;
        this.grants = grants;
    }

    @Override
    public Response handle(Request request) {
        if (!request.operation().equals("put-token")) {
            return Response.error(501, "amqp:not-implemented", "Only put-token is known here");
        }
        if (!(request.properties().get("name") instanceof String audience)) {
            return Response.error(400, "com.microsoft:argument-error", "put-token must name its audience");
        }
        try {
            grants.add(token(request), Address.parse(audience).path());
        } catch (AccessDeniedException denied) {
            return Response.error(401, "amqp:unauthorized-access", String.valueOf(denied.getMessage()));
        }
        if (!namespace.exists(Address.parse(audience).path())) {
            return Response.entityNotFound(audience);
        }
        return new Response(202, "Accepted", null, Map.of());
    }

    /** By its body alone: the Python SDK calls a shared access signature a "jwt", which Service Bus takes as well. */
    private static String token(Request request) {
        return request.body() instanceof String token ? token : "";
    }
}
