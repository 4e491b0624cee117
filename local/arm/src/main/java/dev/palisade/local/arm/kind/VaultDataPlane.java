package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import inet.ipaddr.IPAddressString;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a key vault answers its clients, at {@code /dataplane/<host of the vault>/…} instead of at a host of its own: {@code GET secrets/<name>},
 * with or without a version. The vault's network rules hold, for the address that the client really has.
 */
public final class VaultDataPlane {
    /** The beginning of every path here. */
    public static final String ROOT = "/dataplane/";

    private static final Pattern SECRET =
            Pattern.compile(ROOT + "(?<host>[^/]+)/secrets/(?<name>[^/]+)(/(?<version>[^/]*))?");
    private static final String CHALLENGE = "Bearer authorization=\"https://login.microsoftonline.com/common\","
            + " resource=\"https://vault.azure.net\"";

    private VaultDataPlane() {}

    /**
     * An answer of a vault.
     *
     * @param secret the ARM id of what was asked for; null if the path leads nowhere
     * @param challenge what a client without a token is told to get one by; empty for anybody else
     */
    public record Reply(
            int status, ObjectNode body, @Nullable ResourceId secret, String challenge) {}

    /**
     * Answers a GET.
     *
     * @param principal who asks; null without a token
     * @param client the address that the request came from
     */
    public static Reply get(String path, @Nullable String principal, String client, World world) {
        Matcher asked = SECRET.matcher(path);
        if (!asked.matches()) {
            return refuse(404, "NotFound", "Nothing here answers to " + path + ".", "", null);
        }
        String host = asked.group("host").toLowerCase(Locale.ROOT);
        Optional<ObjectNode> vault = vault(host, world);
        if (vault.isEmpty()) {
            return refuse(404, "VaultNotFound", "There is no vault " + host + ".", "", null);
        }
        ResourceId id = ResourceId.of(vault.get().path("id").asText()).child("secrets", asked.group("name"));
        if (principal == null) {
            Reply refused = refuse(401, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token.", "", id);
            return new Reply(refused.status(), refused.body(), id, CHALLENGE);
        }
        return isLetIn(client, vault.get())
                ? secret(asked, id, world)
                : refuse(
                        403,
                        "Forbidden",
                        "Client address is not authorized and caller is not a trusted service. Client address: "
                                + client + " Caller: " + principal + " Vault: "
                                + id.parent().orElseThrow().name()
                                + ";location=" + vault.get().path("location").asText(),
                        "ForbiddenByFirewall",
                        id);
    }

    private static Reply secret(Matcher asked, ResourceId id, World world) {
        Optional<ObjectNode> secret = world.find(id);
        String version = asked.group("version");
        if (secret.isEmpty() || !isVersion(version, secret.get())) {
            return refuse(
                    404,
                    "SecretNotFound",
                    "A secret with (name/id) " + asked.group("name") + (version == null ? "" : "/" + version)
                            + " was not found in this key vault. If you recently deleted this secret you may be able to"
                            + " recover it using the correct recovery command.",
                    "",
                    id);
        }
        if (VaultSecrets.isDisabled(secret.get())) {
            String message = "Operation get is not allowed on a disabled secret.";
            return refuse(403, "Forbidden", message, "SecretDisabled", id);
        }
        String url = "https://" + asked.group("host") + "/secrets/" + asked.group("name");
        return new Reply(200, VaultSecrets.bundle(url, secret.get()), id, "");
    }

    private static boolean isVersion(@Nullable String asked, JsonNode secret) {
        return asked == null
                || asked.isEmpty()
                || asked.equalsIgnoreCase(secret.at("/properties/version").asText());
    }

    private static Optional<ObjectNode> vault(String host, World world) {
        return world.ofType("Microsoft.KeyVault/vaults").stream()
                .filter(vault -> host.equalsIgnoreCase(
                        URI.create(vault.at("/properties/vaultUri").asText("https://none/"))
                                .getHost()))
                .findFirst();
    }

    private static boolean isLetIn(String client, JsonNode vault) {
        JsonNode acls = vault.at("/properties/networkAcls");
        if (!acls.path("defaultAction").asText("Allow").equalsIgnoreCase("Deny")) {
            return true;
        }
        List<JsonNode> rules = List.copyOf(acls.path("ipRules").findValues("value"));
        return rules.stream()
                .map(rule -> new IPAddressString(rule.asText()).getAddress())
                .anyMatch(range -> range != null && range.contains(new IPAddressString(client).getAddress()));
    }

    private static Reply refuse(int status, String code, String message, String inner, @Nullable ResourceId secret) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error").put("code", code).put("message", message);
        if (!inner.isEmpty()) {
            error.putObject("innererror").put("code", inner);
        }
        return new Reply(status, body, secret, "");
    }
}
