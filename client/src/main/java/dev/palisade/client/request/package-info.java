/**
 * From a file to a message: the document, its check, the CloudEvent, the queue.
 * Invariant: the Service Bus SDK is loaded only when a message is really sent.
 */
@NullMarked
package dev.palisade.client.request;

import org.jspecify.annotations.NullMarked;
