/**
 * How Palisade speaks to Azure Resource Manager: one pipeline, one client for every type, the protocol of long-running operations, the
 * table of errors. Knows no kind of resource and no workflow.
 *
 * <p>The typed management modules of the SDK are deliberately not used. The machine learning one is not published for us, the others
 * hide the first answer of an operation or keep its state in a thread, and a step sends and compares the JSON that the plan shows: a
 * typed model between them could only drop fields. What remains of the SDK is what is hard: credentials, challenges, the HTTP pipeline.
 *
 * <p>Invariant: a call is one request, and none goes out inside a Retry-After of a limit that counts it. Nothing here retries, or waits for
 * longer than a moment; Temporal is the only one who tries again.
 */
@NullMarked
package dev.palisade.activities.arm;

import org.jspecify.annotations.NullMarked;
