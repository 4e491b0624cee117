/**
 * What {@code palisade doctor} looks at: Temporal, its namespace, the builds of the worker and who waits for them, the queues. Only looks;
 * changes nothing. Invariant: every check that finds something wrong says what helps.
 */
@NullMarked
package dev.palisade.client.doctor;

import org.jspecify.annotations.NullMarked;
