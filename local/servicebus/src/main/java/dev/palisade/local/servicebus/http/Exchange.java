package dev.palisade.local.servicebus.http;

import dev.palisade.local.servicebus.http.HttpRequest.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.apache.qpid.proton.amqp.Binary;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request from Jetty to what answers it, and the answer back. */
final class Exchange extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final HttpListener.Handler handler;
    private final int largestBody;

    Exchange(HttpListener.Handler handler, int largestBody) {
        this.handler = handler;
        this.largestBody = largestBody;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        HttpAnswer answer = answer(whole(request));
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.write(true, answer.body().asByteBuffer(), callback);
        return true;
    }

    private HttpRequest whole(Request request) throws IOException {
        return new HttpRequest(
                request.getMethod(),
                request.getHttpURI().toURI(),
                request.getHeaders().stream()
                        .map(field -> new Header(field.getName(), String.valueOf(field.getValue())))
                        .toList(),
                new Binary(body(request)));
    }

    /** Read to its end though it be too large: a client that still writes would not read the answer. */
    private byte[] body(Request request) throws IOException {
        try (InputStream body = Content.Source.asInputStream(request)) {
            byte[] kept = body.readNBytes(largestBody + 1);
            body.transferTo(OutputStream.nullOutputStream());
            return kept;
        }
    }

    private HttpAnswer answer(HttpRequest request) {
        try {
            return handler.answer(request);
        } catch (RuntimeException failed) {
            LOG.error(
                    "Answering {} {} failed", request.method(), request.target().getPath(), failed);
            return HttpAnswer.empty(HttpStatus.INTERNAL_SERVER_ERROR_500, Map.of());
        }
    }
}
