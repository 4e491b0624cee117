/**
 * Azure Resource Manager as the person at the command line may use it, by their own credential. What it answers, keys and tokens among it, goes to
 * that person's terminal and nowhere else: not to Temporal, not to a log, not to a file.
 */
@NullMarked
package dev.palisade.client.azure;

import org.jspecify.annotations.NullMarked;
