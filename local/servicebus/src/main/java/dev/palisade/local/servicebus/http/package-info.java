/**
 * HTTP/1.1 on the loopback address: requests off sockets, answers onto them. Nothing here knows what a request asks for.
 * It is written here because the JDK's own server changes the case of header names, and over HTTP the names of a
 * message's application properties are header names.
 * Invariant: a request is handed on whole, and what was read of a client is bounded, whatever the client sends.
 */
@NullMarked
package dev.palisade.local.servicebus.http;

import org.jspecify.annotations.NullMarked;
