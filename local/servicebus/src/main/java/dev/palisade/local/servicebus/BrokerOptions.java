package dev.palisade.local.servicebus;

import dev.palisade.local.servicebus.access.AccessKeys;
import dev.palisade.local.servicebus.entity.EntityDescription;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a broker is started with.
 *
 * @param port where to listen on the loopback address, 0 for any free port
 * @param data the directory that messages are kept in, made if it is missing; null keeps them in memory only
 * @param entities the queues and topics to serve
 * @param maxMessageSize the largest message or batch taken, in bytes
 * @param adminPort where the administration API listens, 0 for any free port; null for no such API
 * @param keys what tokens must be signed with, over AMQP and HTTP
 */
public record BrokerOptions(
        int port,
        @Nullable Path data,
        List<EntityDescription> entities,
        int maxMessageSize,
        @Nullable Integer adminPort,
        AccessKeys keys) {
    /** What Service Bus takes in its standard tier. */
    public static final int STANDARD_MAX_MESSAGE_SIZE = 262_144;

    public BrokerOptions {
        entities = List.copyOf(entities);
    }

    /** Without the administration API, for anybody. */
    public BrokerOptions(int port, @Nullable Path data, List<EntityDescription> entities) {
        this(port, data, entities, STANDARD_MAX_MESSAGE_SIZE);
    }

    /** Without the administration API, for anybody. */
    public BrokerOptions(int port, @Nullable Path data, List<EntityDescription> entities, int maxMessageSize) {
        this(port, data, entities, maxMessageSize, null, AccessKeys.none());
    }

    public BrokerOptions withAdmin(int onPort) {
        return new BrokerOptions(port, data, entities, maxMessageSize, onPort, keys);
    }

    public BrokerOptions withKeys(AccessKeys required) {
        return new BrokerOptions(port, data, entities, maxMessageSize, adminPort, required);
    }
}
