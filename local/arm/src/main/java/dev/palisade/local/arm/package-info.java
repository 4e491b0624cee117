/**
 * A stand-in for Azure Resource Manager, written from Azure's documents so that it can disagree with Palisade.
 * Invariant: what was answered is durable before it is answered.
 */
@NullMarked
package dev.palisade.local.arm;

import org.jspecify.annotations.NullMarked;
