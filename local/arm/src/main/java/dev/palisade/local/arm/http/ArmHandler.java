package dev.palisade.local.arm.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.palisade.local.arm.engine.ArmEngine;
import dev.palisade.local.arm.engine.ArmReply;
import dev.palisade.local.arm.engine.ArmRequest;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.state.SimulatedClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Azure Resource Manager on HTTP. */
public final class ArmHandler implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(ArmHandler.class.getName());
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private final ArmEngine engine;
    private final SimulatedClock clock;
    private final RateLimits limits;

    public ArmHandler(ArmEngine engine, SimulatedClock clock, RateLimits limits) {
        this.engine = engine;
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            ArmRequest request = Requests.read(exchange);
            ArmReply reply = answer(request);
            hold(reply.delivery().late());
            if (reply.delivery().manner() != ArmReply.Manner.LOST) {
                send(exchange, request, reply);
            }
        }
    }

    private void hold(Duration simulated) {
        long end = System.nanoTime() + clock.real(simulated).toNanos();
        long left = end - System.nanoTime();
        // Who closes the simulator interrupts its threads.
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }

    /** A defect of the simulator is answered and logged as one, so that nobody takes it for a behaviour of Azure's. */
    private ArmReply answer(ArmRequest request) {
        try {
            Optional<Instant> expiry = Principals.expiry(request.header("Authorization"));
            if (expiry.isPresent() && clock.now().isAfter(expiry.get())) {
                return engine.refuseExpiredToken(request, expiry.get());
            }
            Optional<Duration> wait = limits.take(request);
            return wait.isPresent() ? engine.refuseTooMany(request, wait.get()) : engine.answer(request);
        } catch (RuntimeException defect) {
            LOG.log(System.Logger.Level.ERROR, "Answering " + request.method() + " " + request.path(), defect);
            String message = "The simulator itself failed, which is a defect of it or of the request's body: " + defect;
            return ArmReply.refusing(ArmError.of(500, "SimulatorDefect", message));
        }
    }

    private void send(HttpExchange exchange, ArmRequest request, ArmReply reply) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "no-cache");
        headers.set("x-ms-request-id", request.requestId());
        headers.set("x-ms-correlation-request-id", request.correlationRequestId());
        String client = request.header("x-ms-client-request-id");
        if (client != null) {
            headers.set("x-ms-client-request-id", client);
        }
        limits.left(request).forEach(headers::set);
        reply.headers().forEach(headers::set);
        setRetryAfter(headers, reply.retryAfter());
        byte[] body = body(reply);
        if (body.length > 0) {
            headers.set("Content-Type", "application/json; charset=utf-8");
        }
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] body(ArmReply reply) throws IOException {
        byte[] whole = reply.body() == null ? new byte[0] : MAPPER.writeValueAsBytes(reply.body());
        boolean truncated = reply.delivery().manner() == ArmReply.Manner.TRUNCATED;
        return truncated ? Arrays.copyOf(whole, whole.length / 2) : whole;
    }

    /** The standard header counts whole real seconds; the other one is exact, which matters when the clock runs fast. */
    private void setRetryAfter(Headers headers, @Nullable Duration simulated) {
        if (simulated != null) {
            Duration real = clock.real(simulated);
            headers.set(
                    "Retry-After",
                    Long.toString(Math.max(1, real.plusMillis(999).toSeconds())));
            headers.set("x-ms-retry-after-ms", Long.toString(Math.max(1, real.toMillis())));
        }
    }
}
