package dev.palisade.activities.arm;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.management.http.policy.ArmChallengeAuthenticationPolicy;
import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.palisade.activities.arm.RequestBudget.Going;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** The SDK's HTTP pipeline with ARM's authentication and our budget, without the SDK's retries, on the JDK's HTTP client. */
public final class ArmPipeline {
    /** The simulator asks for a bearer token, as Azure does; this one says plainly that it is not a secret. */
    private static final String SIMULATOR_TOKEN = "Bearer simulator";

    private ArmPipeline() {}

    static HttpPipeline of(AzureSettings settings, RequestBudget budget) {
        return of(transport(settings), authentication(settings), budget);
    }

    /** The same over another transport, with what another credential gives for the endpoint's scope. */
    static HttpPipeline of(
            AzureSettings settings, RequestBudget budget, HttpClient transport, TokenCredential credential) {
        return of(transport, challenged(settings, credential), budget);
    }

    /** To the data plane of key vaults, whose requests ARM does not count. */
    static HttpPipeline ofVaults(AzureSettings settings, String scope) {
        HttpPipelinePolicy authentication = switch (settings.credential()) {
            case DEFAULT -> new BearerTokenAuthenticationPolicy(credential(settings), scope);
            case SIMULATOR -> new SimulatorAuthentication();
        };
        return new HttpPipelineBuilder()
                .httpClient(transport(settings))
                .policies(new UserAgentPolicy("palisade"), new RequestIdPolicy(), authentication)
                .build();
    }

    private static TokenCredential credential(AzureSettings settings) {
        return new DefaultAzureCredentialBuilder().tenantId(settings.tenant()).build();
    }

    private static HttpPipeline of(HttpClient transport, HttpPipelinePolicy authentication, RequestBudget budget) {
        return new HttpPipelineBuilder()
                .httpClient(transport)
                .policies(new UserAgentPolicy("palisade"), new RequestIdPolicy(), authentication, new InItsTurn(budget))
                .build();
    }

    private static HttpClient transport(AzureSettings settings) {
        // A request that is not begun in a quarter of its time, or not answered in the rest, has no answer.
        Duration connect = settings.httpTimeout().dividedBy(4);
        Duration answer = settings.httpTimeout().minus(connect);
        return new JdkHttpClientBuilder()
                .connectionTimeout(connect)
                .writeTimeout(answer)
                .responseTimeout(answer)
                .readTimeout(answer)
                .build();
    }

    private static HttpPipelinePolicy authentication(AzureSettings settings) {
        return switch (settings.credential()) {
            case DEFAULT -> challenged(settings, credential(settings));
            case SIMULATOR -> new SimulatorAuthentication();
        };
    }

    private static HttpPipelinePolicy challenged(AzureSettings settings, TokenCredential credential) {
        return new ArmChallengeAuthenticationPolicy(credential, settings.endpoint() + "/.default");
    }

    /** The last before the wire: a token may take seconds to come, and a limit be reached meanwhile. */
    private record InItsTurn(RequestBudget budget) implements HttpPipelinePolicy {
        @Override
        public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
            try (Going going = turn(context)) {
                HttpResponse response = next.processSync();
                going.answered(ArmAnswer.withoutBody(response));
                return response;
            }
        }

        @Override
        public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
            return Mono.using(
                    () -> turn(context),
                    going -> next.process().doOnNext(response -> going.answered(ArmAnswer.withoutBody(response))),
                    Going::close);
        }

        private Going turn(HttpPipelineCallContext context) {
            return budget.await(ArmCall.of(context.getHttpRequest()));
        }
    }

    /** The SDK's own policy refuses http, even to loopback. */
    private static final class SimulatorAuthentication extends HttpPipelineSyncPolicy {
        @Override
        protected void beforeSendingRequest(HttpPipelineCallContext context) {
            context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, SIMULATOR_TOKEN);
        }
    }
}
