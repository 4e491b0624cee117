package dev.palisade.worker.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** A call to Temporal that is on its way. */
record Reply<T>(Future<T> call) {
    /** @throws StatusRuntimeException what is said instead */
    T get() {
        try {
            return call.get();
        } catch (ExecutionException refused) {
            throw Status.fromThrowable(refused).asRuntimeException();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED.withCause(stopping).asRuntimeException();
        }
    }
}
