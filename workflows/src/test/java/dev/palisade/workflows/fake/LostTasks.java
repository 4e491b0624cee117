package dev.palisade.workflows.fake;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;

/**
 * Hears that the test server has lost a workflow task. When a timer fires while the task that cancels it is under way, the server refuses
 * the task, never gives it out again, and no more time passes. Temporal takes such a firing back (its history builder removes the buffered
 * event), so this says nothing of our workflows.
 */
public final class LostTasks implements ClientInterceptor {
    private static final String REFUSAL = "invalid history builder state for action";

    private final CompletableFuture<Void> first = new CompletableFuture<>();

    /** Completes when a task is lost, and else never. */
    public CompletableFuture<Void> first() {
        return first;
    }

    public boolean any() {
        return first.isDone();
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                super.start(listening(listener), headers);
            }
        };
    }

    private <A> ClientCall.Listener<A> listening(ClientCall.Listener<A> listener) {
        return new SimpleForwardingClientCallListener<>(listener) {
            @Override
            public void onClose(Status status, Metadata trailers) {
                if (REFUSAL.equals(status.getDescription())) {
                    first.complete(null);
                }
                super.onClose(status, trailers);
            }
        };
    }
}
