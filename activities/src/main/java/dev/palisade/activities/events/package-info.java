/**
 * Tells the world what became of requests: CloudEvents 1.0 in structured JSON mode, on a Service Bus topic.
 * Invariant: the same outcome always makes the same event, and nothing secret is in one.
 */
@NullMarked
package dev.palisade.activities.events;

import org.jspecify.annotations.NullMarked;
