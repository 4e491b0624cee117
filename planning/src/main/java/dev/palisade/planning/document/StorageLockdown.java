package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A storage account that is closed to all but the training subnets, trusted services and some addresses.
 *
 * @param field where it stands in the document
 * @param account {@code default}, a name or an ARM ID
 * @param allowIps as written: whether they are public IPv4 is the rules' business
 */
public record StorageLockdown(String field, String account, List<String> allowIps) {
    public static final String TYPE = "Microsoft.Storage/storageAccounts";

    public StorageLockdown {
        allowIps = List.copyOf(allowIps);
    }

    static List<StorageLockdown> allOf(JsonNode list) {
        List<StorageLockdown> lockdowns = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path("access").asText("selected_networks").equals("selected_networks")) {
                lockdowns.add(of("/storage/" + i, list.get(i)));
            }
        }
        return lockdowns;
    }

    private static StorageLockdown of(String field, JsonNode node) {
        List<String> allowIps = new ArrayList<>();
        node.path("allow_ips").forEach(address -> allowIps.add(address.asText()));
        return new StorageLockdown(field, node.path("account").asText(), allowIps);
    }

    public boolean isDefaultAccount() {
        return account.equals("default");
    }

    /** The account that the document names outright; empty for the default one, which only the workspace knows. */
    public Optional<ResourceId> namedAccount(ResourceId workspace) {
        if (isDefaultAccount()) {
            return Optional.empty();
        }
        return account.startsWith("/") ? ResourceId.parse(account) : Optional.of(workspace.sibling(TYPE, account));
    }
}
