/**
 * Bytes on a socket: reads requests, writes answers with ARM's headers, and offers the control endpoint.
 * No rule of Azure's lives here, and nothing is remembered between two requests.
 * Invariant: an answer leaves only after the engine has said that it is durable.
 */
@NullMarked
package dev.palisade.local.arm.http;

import org.jspecify.annotations.NullMarked;
