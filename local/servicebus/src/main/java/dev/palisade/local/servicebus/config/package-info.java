/**
 * Reads Microsoft's emulator {@code Config.json} into entity descriptions.
 * Invariant: a file is taken whole or refused with all its problems at once; nothing in it is silently ignored.
 */
@NullMarked
package dev.palisade.local.servicebus.config;

import org.jspecify.annotations.NullMarked;
