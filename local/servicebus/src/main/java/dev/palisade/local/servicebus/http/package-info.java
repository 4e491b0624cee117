/**
 * HTTP/1.1 on the loopback address, by Jetty: requests read whole, answers written. Nothing here knows what a request asks for, and nothing
 * elsewhere knows of Jetty. It is not the JDK's own server because that one changes the case of header names, and over HTTP the names of a
 * message's application properties are header names.
 * Invariant: a request is handed on whole, and what is kept of a body is bounded, whatever the client sends.
 */
@NullMarked
package dev.palisade.local.servicebus.http;

import org.jspecify.annotations.NullMarked;
