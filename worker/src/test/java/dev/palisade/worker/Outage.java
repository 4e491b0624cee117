package dev.palisade.worker;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicInteger;

/** Temporal's absence, as a gRPC client sees it: every call is UNAVAILABLE while it lasts. */
final class Outage implements ClientInterceptor {
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean on;

    void begin() {
        on = true;
    }

    void end() {
        on = false;
    }

    /** How many calls have met the outage. */
    int refused() {
        return refused.get();
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return on ? new Refused<>() : next.newCall(method, options);
    }

    private final class Refused<Q, A> extends ClientCall<Q, A> {
        @Override
        public void start(Listener<A> listener, Metadata headers) {
            refused.incrementAndGet();
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
