package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;

/**
 * Secrets of key vaults, as ARM has them: it takes a value and never gives one back. Only the latest version is kept. What a vault gives its
 * clients is {@link VaultDataPlane}'s.
 */
final class VaultSecrets implements ResourceKind {
    static final String TYPE = "Microsoft.KeyVault/vaults/secrets";
    static final String VALUE = "value";

    @Override
    public ResourceType type() {
        return ResourceType.sync(TYPE, ApiVersions.KEY_VAULT, "GET", "PUT");
    }

    @Override
    public ObjectNode put(Write write) {
        if (!write.properties().path(VALUE).isTextual()) {
            throw ArmException.badRequest("BadRequest", "The property value of a secret is a text.");
        }
        return write.body();
    }

    @Override
    public ObjectNode view(ResourceId id, ObjectNode body, World world) {
        ObjectNode properties = body.withObjectProperty("properties");
        properties.remove(VALUE);
        id.parent()
                .flatMap(world::find)
                .map(vault -> vault.at("/properties/vaultUri").asText())
                .ifPresent(uri -> properties.put("secretUri", uri + "secrets/" + id.name()));
        return body;
    }

    /** As Key Vault answers a client that may read it. */
    static ObjectNode bundle(String url, JsonNode secret) {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode();
        bundle.put(VALUE, secret.at("/properties/" + VALUE).asText()).put("id", url);
        bundle.putObject("attributes").put("enabled", true).put("recoveryLevel", "Recoverable+Purgeable");
        return bundle;
    }

    static boolean isDisabled(JsonNode secret) {
        return !secret.at("/properties/attributes/enabled").asBoolean(true);
    }
}
