/**
 * The process: a parts list, its configuration and its health. Decides nothing about Azure.
 * Invariant: a configuration with a mistake starts nothing.
 */
@NullMarked
package dev.palisade.worker;

import org.jspecify.annotations.NullMarked;
