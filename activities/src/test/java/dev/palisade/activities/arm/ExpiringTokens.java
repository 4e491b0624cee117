package dev.palisade.activities.arm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Context;
import dev.palisade.activities.arm.AzureSettings.CredentialKind;
import dev.palisade.local.arm.ArmSimulator;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/**
 * Tokens as Microsoft Entra issues them, one after the other, each good for an hour of Azure's time; and what the worker does with a real
 * credential, over a transport that stands in for TLS. Whoever gets one is told that it is good for a few seconds more of their own time.
 */
public final class ExpiringTokens implements TokenCredential {
    /** By Azure's clock. */
    public static final Duration LIFE = Duration.ofHours(1);
    /** By the worker's. */
    private static final Duration BELIEVED = Duration.ofSeconds(8);

    private final ArmSimulator azure;
    private final AtomicInteger issued = new AtomicInteger();

    public ExpiringTokens(ArmSimulator azure) {
        this.azure = azure;
    }

    public static String principal(int number) {
        return "token-" + number;
    }

    public AzureSettings settings(double speed) {
        return new AzureSettings(
                URI.create(azure.baseUrl().replace("http:", "https:")),
                CredentialKind.DEFAULT,
                null,
                Set.of(),
                new SimulatedTime(speed),
                AzureSettings.HTTP_TIMEOUT,
                AzureSettings.SERVICE_LIMIT);
    }

    /** The worker's own pipeline, with its own keeping of tokens. */
    public ArmClient client(AzureSettings settings) {
        return ArmClient.of(settings, new AsIfByTls(azure.baseUrl()), this);
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext asked) {
        long expiry = azure.clock().now().plus(LIFE).getEpochSecond();
        String claims = "{\"iss\":\"simulated-azure\",\"oid\":\"" + principal(issued.incrementAndGet()) + "\",\"exp\":"
                + expiry + "}";
        String token = "e30." + Base64.getUrlEncoder().encodeToString(claims.getBytes(UTF_8)) + ".signature";
        return new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plus(BELIEVED));
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext asked) {
        return Mono.fromSupplier(() -> getTokenSync(asked));
    }

    /** The SDK hands tokens to https alone, and the simulator speaks http. */
    private record AsIfByTls(String plain, HttpClient wire) implements HttpClient {
        private static final List<HttpHeaderName> ADDRESSES =
                List.of(HttpHeaderName.LOCATION, HttpHeaderName.fromString("Azure-AsyncOperation"));

        AsIfByTls(String plain) {
            this(plain, new JdkHttpClientBuilder().build());
        }

        @Override
        public Mono<HttpResponse> send(HttpRequest request) {
            return Mono.fromSupplier(() -> sendSync(request, Context.NONE));
        }

        @Override
        public HttpResponse sendSync(HttpRequest request, Context context) {
            String address = request.getUrl().toString().replace(secured(), plain);
            HttpResponse response = wire.sendSync(request.copy().setUrl(address), context);
            HttpHeaders headers = response.getHeaders();
            ADDRESSES.stream()
                    .filter(name -> headers.getValue(name) != null)
                    .forEach(name -> headers.set(name, headers.getValue(name).replace(plain, secured())));
            return response;
        }

        private String secured() {
            return plain.replace("http:", "https:");
        }
    }
}
