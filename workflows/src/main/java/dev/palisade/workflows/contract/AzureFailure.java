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
 * @param nothingWritten true only if no attempt of this call can have changed anything: it was refused before the first write
 */
public record AzureFailure(
        FailureClass failureClass,
        String doing,
        String resource,
        String code,
        String message,
        WhoseMove whoseMove,
        String requestId,
        String correlationId,
        boolean nothingWritten) {

    /** One after which nobody knows what was written. */
    public AzureFailure(
            FailureClass failureClass,
            String doing,
            String resource,
            String code,
            String message,
            WhoseMove whoseMove,
            String requestId,
            String correlationId) {
        this(failureClass, doing, resource, code, message, whoseMove, requestId, correlationId, false);
    }

    public AzureFailure beforeAnyWrite() {
        return new AzureFailure(
                failureClass, doing, resource, code, message, whoseMove, requestId, correlationId, true);
    }
}
