package dev.palisade.local.servicebus;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.UrlBuilder;
import com.azure.messaging.servicebus.administration.ServiceBusAdministrationClient;
import com.azure.messaging.servicebus.administration.ServiceBusAdministrationClientBuilder;
import java.net.MalformedURLException;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** The official Java SDK's administration client, which always calls https, pointed at a broker. */
final class AdminClients {
    private AdminClients() {}

    static ServiceBusAdministrationClient of(ServiceBusBroker broker, String connectionString) {
        return new ServiceBusAdministrationClientBuilder()
                .connectionString(connectionString)
                .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))))
                .addPolicy(new ToBroker(broker.adminPort().orElseThrow()))
                .buildClient();
    }

    static ServiceBusAdministrationClient of(ServiceBusBroker broker) {
        return of(broker, broker.connectionString());
    }

    /** The policy that Microsoft's own sample adds for its emulator. */
    private record ToBroker(int port) implements HttpPipelinePolicy {
        @Override
        public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
            UrlBuilder url = UrlBuilder.parse(context.getHttpRequest().getUrl());
            try {
                context.getHttpRequest()
                        .setUrl(url.setScheme("http")
                                .setHost("127.0.0.1")
                                .setPort(port)
                                .toUrl());
            } catch (MalformedURLException impossible) {
                throw new IllegalStateException(impossible);
            }
            return next.process();
        }
    }
}
