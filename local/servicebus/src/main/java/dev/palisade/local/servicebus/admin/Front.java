package dev.palisade.local.servicebus.admin;

import dev.palisade.local.servicebus.access.AccessDeniedException;
import dev.palisade.local.servicebus.access.AccessKeys;
import dev.palisade.local.servicebus.admin.AdminServer.BrokerThread;
import dev.palisade.local.servicebus.http.HttpAnswer;
import dev.palisade.local.servicebus.http.HttpListener;
import dev.palisade.local.servicebus.http.HttpRequest;
import dev.palisade.local.servicebus.rest.RestException;
import dev.palisade.local.servicebus.rest.Sending;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in who may come in, and finds what answers a request. What changes something is answered once it is committed. */
final class Front implements HttpListener.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    private static final List<String> HEALTH = List.of("health");
    private static final String JSON = "application/json";
    private static final String HEALTHY = "{\"status\":\"healthy\",\"message\":\"Service is healthy.\"}";
    private static final String UNHEALTHY = "{\"status\":\"unhealthy\",\"message\":\"The broker has ended.\"}";

    private final BrokerThread broker;
    private final Administration administration;
    private final Sending sending;
    private final AccessKeys keys;
    private final InstantSource clock;

    Front(BrokerThread broker, Administration administration, Sending sending, AccessKeys keys, InstantSource clock) {
        this.broker = broker;
        this.administration = administration;
        this.sending = sending;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public HttpAnswer answer(HttpRequest request) {
        try {
            if (request.path().equals(HEALTH)) {
                return health();
            }
            authorize(request);
            return Sending.offers(request.path()) ? perform(sending.prepare(request)) : administer(request);
        } catch (AdminException refused) {
            return refused(refused.status(), refused.detail());
        } catch (RestException refused) {
            return refused(refused.status(), refused.detail());
        } catch (RuntimeException failed) {
            LOG.error(
                    "Answering {} {} failed", request.method(), request.target().getPath(), failed);
            AdminException internal = AdminException.failed();
            return refused(internal.status(), internal.detail());
        }
    }

    private HttpAnswer health() {
        try {
            broker.perform(() -> true).join();
            return HttpAnswer.text(200, JSON, HEALTHY);
        } catch (CompletionException ended) {
            return HttpAnswer.text(503, JSON, UNHEALTHY);
        }
    }

    private HttpAnswer administer(HttpRequest request) {
        AdminRequest administrative = AdminRequest.of(request);
        return perform(() -> administration.handle(administrative)).overHttp();
    }

    private <T> T perform(Supplier<T> work) {
        try {
            return broker.perform(work).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof AdminException refused) {
                throw refused;
            } else if (failed.getCause() instanceof RestException refused) {
                throw refused;
            }
            throw failed;
        }
    }

    private void authorize(HttpRequest request) {
        if (!keys.isRequired()) {
            return;
        }
        try {
            if (!keys.check(request.header("Authorization").orElse(""))
                    .covers(String.join("/", request.path()), clock.instant())) {
                throw AdminException.unauthorized("The token is for another entity; make one for this one.");
            }
        } catch (AccessDeniedException denied) {
            throw AdminException.unauthorized(String.valueOf(denied.getMessage()));
        }
    }

    private static HttpAnswer refused(int status, String detail) {
        return AdminAnswer.refused(status, detail).overHttp();
    }
}
