package dev.palisade.worker.slowness;

import dev.palisade.worker.configuration.Team;
import java.util.List;

/** The messages of one team's queue that nobody has settled, in hand or not. */
public interface WaitingMessages {
    Team team();

    /** Some, the oldest first. @throws UnseenException if Service Bus does not answer */
    List<WaitingMessage> oldest() throws UnseenException;
}
