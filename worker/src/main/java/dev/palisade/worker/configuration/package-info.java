/**
 * What the worker is told: one YAML file, and secrets from environment variables or files of their own.
 * Invariant: a value is typed, checked and printed, or the worker does not start; a secret is never printed.
 */
@NullMarked
package dev.palisade.worker.configuration;

import org.jspecify.annotations.NullMarked;
