package dev.palisade.worker.intake;

import java.time.Instant;

/**
 * What the intake looks at in a message.
 *
 * @param body the message's body as text, UTF-8; empty if it has no body that can be read as text
 * @param enqueuedAt when the broker took it
 */
public record Delivery(String body, Instant enqueuedAt) {}
