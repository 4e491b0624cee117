package dev.palisade.workflows.contract;

import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import org.jspecify.annotations.Nullable;

/**
 * What {@code begin} found or started.
 *
 * @param ownership {@code CREATED} or {@code CHANGED} if this request did it, in this attempt or an earlier one; {@code ADOPTED} if it was so already
 * @param operation null if there is nothing to wait for
 */
public record Begun(Ownership ownership, @Nullable Operation operation) {}
