package dev.palisade.local.arm;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.containerservice.ContainerServiceManager;
import com.azure.resourcemanager.keyvault.KeyVaultManager;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.fluent.ResourcesClient;
import com.azure.resourcemanager.resources.fluentcore.utils.HttpPipelineProvider;
import com.azure.resourcemanager.storage.StorageManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The official management SDK, pointed at a simulator and otherwise unmodified. */
record OfficialSdk(HttpPipeline pipeline, AzureProfile profile) {
    private static final RetryPolicy NO_RETRY =
            new RetryPolicy(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))));

    /** Over HTTP, where the SDK's own authentication policy refuses to run: the token is put in by hand. */
    static OfficialSdk of(ArmSimulator simulator) {
        HttpPipelinePolicy token =
                (context, next) -> authorized(context.getHttpRequest().getHeaders(), next);
        AzureProfile profile = profile(simulator);
        TokenCredential none = null;
        return new OfficialSdk(
                HttpPipelineProvider.buildHttpPipeline(
                        none, profile, null, new HttpLogOptions(), null, NO_RETRY, List.of(token), null),
                profile);
    }

    /** With the SDK's own authentication policy, which asks the credential for a token and wants HTTPS. */
    static OfficialSdk of(ArmSimulator simulator, TokenCredential credential, HttpClient client) {
        AzureProfile profile = profile(simulator);
        return new OfficialSdk(
                HttpPipelineProvider.buildHttpPipeline(
                        credential, profile, null, new HttpLogOptions(), null, NO_RETRY, List.of(), client),
                profile);
    }

    private static AzureProfile profile(ArmSimulator simulator) {
        Map<String, String> endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
        endpoints.put("resourceManagerEndpointUrl", simulator.baseUrl());
        endpoints.put("managementEndpointUrl", simulator.baseUrl());
        return new AzureProfile("tenant", "11111111-2222-3333-4444-555555555555", new AzureEnvironment(endpoints));
    }

    private static Mono<HttpResponse> authorized(HttpHeaders headers, HttpPipelineNextPolicy next) {
        headers.set(HttpHeaderName.AUTHORIZATION, "Bearer java-sdk");
        return next.process();
    }

    ContainerServiceManager containers() {
        return ContainerServiceManager.authenticate(pipeline, profile);
    }

    NetworkManager network() {
        return NetworkManager.authenticate(pipeline, profile);
    }

    StorageManager storage() {
        return StorageManager.authenticate(pipeline, profile);
    }

    KeyVaultManager vaults() {
        return KeyVaultManager.authenticate(pipeline, profile);
    }

    /** Resources of any type by their id, for services whose own module does not resolve. */
    ResourcesClient resources() {
        return ResourceManager.authenticate(pipeline, profile)
                .withSubscription(profile.getSubscriptionId())
                .serviceClient()
                .getResources();
    }
}
