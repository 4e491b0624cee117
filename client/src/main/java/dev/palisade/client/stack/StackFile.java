package dev.palisade.client.stack;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.palisade.client.failure.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a running local stack tells the other commands: {@code stack.json} in its data directory. Holds no secret.
 *
 * @param temporal host:port
 * @param webUi null if Temporal is not ours
 * @param serviceBus host:port
 * @param serviceBusHttp base URL, for messages and administration over HTTP
 * @param queues queue of each team
 * @param azure base URL of the simulator
 * @param speed of the simulator's clock
 */
public record StackFile(
        String temporal,
        String namespace,
        @Nullable String webUi,
        String serviceBus,
        String serviceBusHttp,
        Map<String, String> queues,
        String azure,
        double speed) {
    private static final JsonMapper MAPPER = new JsonMapper();

    public StackFile {
        queues = Map.copyOf(queues);
    }

    static Path in(Path data) {
        return data.resolve("stack.json");
    }

    void write(Path data) throws IOException {
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(in(data).toFile(), this);
    }

    /** Empty if no stack runs there, as far as it said. */
    public static Optional<StackFile> read(Path data) {
        Path file = in(data);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(file.toFile(), StackFile.class));
        } catch (IOException e) {
            throw CommandFailure.unavailable(
                    file + " cannot be read: delete it and start the stack again with ./palisade up.", e);
        }
    }
}
