package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A storage account and who may reach it.
 *
 * @param field where it stands in the document
 * @param account {@code default}, a name or an ARM ID
 * @param allowIps what stays let in while the account is closed to all but selected networks
 */
public record StorageAccess(String field, String account, Access access, List<Address> allowIps) {
    public static final String TYPE = "Microsoft.Storage/storageAccounts";

    public StorageAccess {
        allowIps = List.copyOf(allowIps);
    }

    static List<StorageAccess> allOf(JsonNode list) {
        List<StorageAccess> accounts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).isObject()) {
                accounts.add(of("/storage/" + i, list.get(i)));
            }
        }
        return accounts;
    }

    private static StorageAccess of(String field, JsonNode node) {
        return new StorageAccess(
                field,
                node.path("account").asText(),
                Access.of(node.path("access")),
                Address.allOf(field + "/allow_ips", node.path("allow_ips")));
    }

    public boolean isDefaultAccount() {
        return account.equals("default");
    }

    public boolean closes() {
        return access == Access.SELECTED_NETWORKS;
    }

    /** The account that the document names outright; empty for the default one, which only the workspace knows. */
    public Optional<ResourceId> namedAccount(ResourceId workspace) {
        if (isDefaultAccount()) {
            return Optional.empty();
        }
        return account.startsWith("/") ? ResourceId.parse(account) : Optional.of(workspace.sibling(TYPE, account));
    }
}
