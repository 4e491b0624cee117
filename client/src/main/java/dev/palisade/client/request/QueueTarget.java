package dev.palisade.client.request;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which queue to send to, and how to be let in: by a connection string, or by the namespace's name and the sender's own Azure credential.
 *
 * @param connection the whole connection string; a secret, never printed
 * @param namespace fully qualified: {@code contoso.servicebus.windows.net}
 * @param label the address for people
 */
public record QueueTarget(
        @Nullable String connection, @Nullable String namespace, String queue, String label) {

    /** A broker on this machine that any key opens. */
    public static QueueTarget local(String address, String queue) {
        String connection = "Endpoint=sb://" + address
                + ";SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;";
        return new QueueTarget(connection, null, queue, "sb://" + address);
    }

    public static QueueTarget withConnection(String connection, String queue) {
        return new QueueTarget(connection, null, queue, endpoint(connection));
    }

    public static QueueTarget withCredential(String namespace, String queue) {
        return new QueueTarget(null, namespace, queue, "sb://" + namespace);
    }

    @Override
    public String toString() {
        return "queue " + queue + " at " + label;
    }

    private static String endpoint(String connection) {
        return Optional.of(connection)
                .filter(text -> text.contains("Endpoint="))
                .map(text -> text.replaceAll("(?s).*Endpoint=([^;]*).*", "$1"))
                .orElse("the configured Service Bus");
    }
}
