package dev.palisade.activities.arm;

import com.azure.core.exception.AzureException;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.planning.observation.SecretReading;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of key vaults, read with the worker's own credential. What is read goes from here into the body of the write that needs it, and nowhere
 * else. The token goes to no host but a vault's of the cloud that the worker is configured for; on a simulator, to that alone.
 */
public final class VaultSecrets {
    /** Key Vault's data plane, "Get Secret". */
    private static final String API_VERSION = "7.4";

    /** Where a simulator has the hosts that it stands in for. */
    private static final String STAND_IN = "/dataplane/";

    private static final String PUBLIC_CLOUD = "vault.azure.net";
    private static final Map<String, String> CLOUDS = Map.of(
            "management.azure.com", PUBLIC_CLOUD,
            "management.chinacloudapi.cn", "vault.azure.cn",
            "management.usgovcloudapi.net", "vault.usgovcloudapi.net");
    private static final Context READ_WHOLE = new Context("azure-eagerly-read-response", true);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AzureSettings settings;
    private final HttpPipeline pipeline;

    private VaultSecrets(AzureSettings settings, HttpPipeline pipeline) {
        this.settings = settings;
        this.pipeline = pipeline;
    }

    public static VaultSecrets of(AzureSettings settings) {
        return new VaultSecrets(settings, ArmPipeline.ofVaults(settings, "https://" + domain(settings) + "/.default"));
    }

    /** What a vault answered. A class of its own without words, so that nothing that prints it prints the secret. */
    public static final class Read {
        private final ArmError error;
        private final @Nullable String value;

        private Read(ArmError error, @Nullable String value) {
            this.error = error;
            this.value = value;
        }

        /** The secret; null if it was not given. */
        public @Nullable String value() {
            return value;
        }

        /** Why it was not given. */
        public ArmError error() {
            return error;
        }

        /** True if another try may be answered otherwise, with nobody's help. */
        public boolean isTransient() {
            return error.status() == 408 || error.status() == 429 || error.status() >= 500;
        }

        /** The same without the secret. */
        public SecretReading reading() {
            return value != null
                    ? SecretReading.success()
                    : SecretReading.failure(error.codes().get(error.codes().size() - 1), error.message());
        }
    }

    /**
     * Reads a secret.
     *
     * @param url as a document names it
     * @throws ArmUnreachable if there is no answer
     */
    public Read read(String url) {
        URI secret = URI.create(url);
        if (!isOfAVault(secret)) {
            return refused(ArmError.of("NotAKeyVault", "The host " + secret.getHost() + " is no key vault's."));
        }
        HttpRequest request = new HttpRequest(HttpMethod.GET, address(secret));
        try (HttpResponse response = pipeline.sendSync(request, READ_WHOLE)) {
            return read(response);
        } catch (UncheckedIOException | AzureException noAnswer) {
            throw new ArmUnreachable("No answer to GET " + url + ": " + noAnswer.getMessage(), noAnswer);
        }
    }

    private static Read read(HttpResponse response) {
        String text = new String(response.getBodyAsBinaryData().toBytes(), StandardCharsets.UTF_8);
        JsonNode body = parsed(text);
        if (response.getStatusCode() != 200) {
            return refused(ArmErrorReader.read(response.getStatusCode(), body));
        }
        // Half an answer is not half a secret.
        return body != null && body.path("value").isTextual()
                ? new Read(ArmError.of("", ""), body.path("value").asText())
                : refused(new ArmError(List.of("UnreadableAnswer"), "The vault's answer broke off.", 500));
    }

    private static @Nullable JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private static Read refused(ArmError error) {
        return new Read(error, null);
    }

    private boolean isOfAVault(URI secret) {
        String host = String.valueOf(secret.getHost()).toLowerCase(Locale.ROOT);
        return settings.isOnThisMachine() || host.endsWith("." + domain(settings));
    }

    private String address(URI secret) {
        String place = settings.isOnThisMachine()
                ? settings.endpoint().toString().replaceAll("/+$", "") + STAND_IN + secret.getHost()
                : "https://" + secret.getHost();
        return place + secret.getPath() + "?api-version=" + API_VERSION;
    }

    private static String domain(AzureSettings settings) {
        return CLOUDS.getOrDefault(
                String.valueOf(settings.endpoint().getHost()).toLowerCase(Locale.ROOT), PUBLIC_CLOUD);
    }
}
