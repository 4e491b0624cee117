package dev.palisade.workflows.contract;

import dev.palisade.planning.finding.Finding.WhoseMove;

/**
 * A failure as a person needs it.
 *
 * @param doing what was being done: "creating managed cluster myaks"
 * @param resource ARM ID of what it was done to
 * @param code Azure's error code, or ours where Azure gave none
 * @param message what Azure said, nested JSON flattened, secrets removed
 * @param requestId Azure's x-ms-request-id, empty if it never answered
 * @param correlationId Azure's x-ms-correlation-request-id, empty if it never answered
 */
public record AzureFailure(
        FailureClass failureClass,
        String doing,
        String resource,
        String code,
        String message,
        WhoseMove whoseMove,
        String requestId,
        String correlationId) {

    /** Our code while a limit of Azure's on requests is waited for: nothing is under way, and nothing is wrong. */
    public static final String REQUEST_LIMIT = "RequestLimit";
}
