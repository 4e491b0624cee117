package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.StorageAccess;
import dev.palisade.planning.finding.FindingCode;
import java.util.Map;
import java.util.Optional;

/**
 * What a run behind the virtual network takes its source from (seeds 000 and 001, "storage account for your workspace", step 5: {@code
 * run_config.source_directory_data_store = "workspaceblobstore"}). That is set by each run and not in Azure, so the step that closes the account
 * says so; here the team is warned where the datastore is not what a run would need.
 */
public final class DatastoreRules implements Kind {
    /** The datastore that every workspace is made with. */
    private static final String BLOB_STORE = "workspaceblobstore";

    static final String ADVICE = "Runs behind it take their source from datastore " + BLOB_STORE
            + ": set source_directory_data_store to that in each run configuration.";

    @Override
    public void plan(World world, Draft draft) {
        for (StorageAccess storage : world.document().closedStorage()) {
            if (storage.isDefaultAccount()) {
                StorageAccountKind.defaultAccount(world)
                        .ifPresent(account -> judge(storage.field() + "/account", account, world, draft));
            }
        }
    }

    private static void judge(String field, ResourceId account, World world, Draft draft) {
        Optional<JsonNode> datastore = world.find(world.document().workspace() + "/datastores/" + BLOB_STORE);
        if (datastore.isEmpty()) {
            draft.warn(
                    FindingCode.DATASTORE_MISSING, field, Map.of("datastore", BLOB_STORE, "account", account.name()));
        } else if (!accountOf(datastore.get()).equals(account.name())) {
            draft.warn(
                    FindingCode.DATASTORE_IN_OTHER_ACCOUNT,
                    field,
                    Map.of("datastore", BLOB_STORE, "account", account.name(), "other", accountOf(datastore.get())));
        }
    }

    private static String accountOf(JsonNode datastore) {
        return datastore.at("/properties/accountName").asText();
    }
}
