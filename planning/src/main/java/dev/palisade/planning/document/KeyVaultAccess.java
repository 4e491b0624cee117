package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * Who may reach the workspace's own key vault.
 *
 * @param allowIps what stays let in while the vault is closed to all but selected networks
 */
public record KeyVaultAccess(Access access, List<Address> allowIps) {
    public static final String FIELD = "/key_vault";
    public static final String TYPE = "Microsoft.KeyVault/vaults";

    public KeyVaultAccess {
        allowIps = List.copyOf(allowIps);
    }

    /** Empty if the document leaves the vault alone. */
    static Optional<KeyVaultAccess> of(JsonNode node) {
        return node.isObject()
                ? Optional.of(new KeyVaultAccess(
                        Access.of(node.path("access")), Address.allOf(FIELD + "/allow_ips", node.path("allow_ips"))))
                : Optional.empty();
    }

    public boolean closes() {
        return access == Access.SELECTED_NETWORKS;
    }
}
