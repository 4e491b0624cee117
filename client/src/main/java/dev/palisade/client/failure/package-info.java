/**
 * How the command ends: exit codes, sentences for people, and the one ladder from exception to exit code.
 * Invariant: what a user did wrong, or what is not there, never shows as a stack trace.
 */
@NullMarked
package dev.palisade.client.failure;

import org.jspecify.annotations.NullMarked;
