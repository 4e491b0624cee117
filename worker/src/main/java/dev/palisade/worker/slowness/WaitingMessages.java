package dev.palisade.worker.slowness;

import dev.palisade.worker.configuration.Team;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The messages of one team's queue that nobody has settled, in hand or not. */
public interface WaitingMessages {
    Team team();

    /** Some, the oldest first; fails with {@link UnseenException} if Service Bus does not answer within seconds. */
    CompletableFuture<List<WaitingMessage>> oldest();
}
