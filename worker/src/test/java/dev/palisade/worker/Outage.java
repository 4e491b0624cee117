package dev.palisade.worker;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.Semaphore;

/** Temporal's absence, as a gRPC client sees it: every call is UNAVAILABLE while it lasts. */
final class Outage implements ClientInterceptor {
    private final Semaphore refusedStarts = new Semaphore(0);
    private volatile boolean on;

    void begin() {
        on = true;
    }

    void end() {
        on = false;
    }

    /** Waits until a start of a workflow has met the outage. */
    void awaitRefusedStart() throws InterruptedException {
        refusedStarts.acquire();
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return on ? new Refused<>(method) : next.newCall(method, options);
    }

    private final class Refused<Q, A> extends ClientCall<Q, A> {
        private final MethodDescriptor<Q, A> method;

        private Refused(MethodDescriptor<Q, A> method) {
            this.method = method;
        }

        @Override
        public void start(Listener<A> listener, Metadata headers) {
            if ("StartWorkflowExecution".equals(method.getBareMethodName())) {
                refusedStarts.release();
            }
            listener.onClose(Status.UNAVAILABLE.withDescription("the outage of this test"), new Metadata());
        }

        @Override
        public void request(int messages) {}

        @Override
        public void cancel(String message, Throwable cause) {}

        @Override
        public void halfClose() {}

        @Override
        public void sendMessage(Q message) {}
    }
}
