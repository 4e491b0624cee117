package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.StorageAccess;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Storage accounts behind the virtual network (seeds: "selected networks", "add existing virtual network", "allow trusted Microsoft services",
 * "client IP address"), and such as are opened again because the document says so.
 */
public final class StorageAccountKind implements Kind {
    @Override
    public void plan(World world, Draft draft) {
        Set<ResourceId> seen = new HashSet<>();
        for (StorageAccess storage : world.document().storage()) {
            Optional<ResourceId> account = account(storage, world);
            if (account.isPresent()) {
                plan(storage, account.get(), seen.add(account.get()), world, draft);
            } else if (world.workspace().isPresent()) {
                refuseMissing(
                        storage, "of its own for workspace " + world.document().workspace(), draft);
            }
        }
    }

    /** Empty while the workspace, which knows its default account, is missing, or has none. */
    static Optional<ResourceId> account(StorageAccess storage, World world) {
        return storage.isDefaultAccount()
                ? defaultAccount(world)
                : storage.namedAccount(world.document().workspace());
    }

    static Optional<ResourceId> defaultAccount(World world) {
        return world.workspace()
                .map(workspace -> workspace.at("/properties/storageAccount").asText())
                .flatMap(ResourceId::parse);
    }

    private static void plan(StorageAccess storage, ResourceId account, boolean first, World world, Draft draft) {
        String field = storage.field() + "/account";
        Optional<JsonNode> observed = world.find(account);
        if (observed.isEmpty()) {
            refuseMissing(storage, account.toString(), draft);
        } else if (!first) {
            draft.refuse(FindingCode.NAME_USED_TWICE, field, WhoseMove.YOURS, Map.of("name", account.name()));
        } else if (!World.isReady(observed.get())) {
            Existing.refuseUnready(account, observed.get(), field, world, draft);
        } else {
            Door door = new Door(
                    "storage/" + account.name(),
                    ResourceKind.STORAGE_ACCOUNT,
                    account,
                    "storage account " + account.name(),
                    field);
            if (storage.closes()) {
                door.close(observed.get(), closed(storage, observed.get(), world), advice(storage), draft);
            } else {
                door.open(observed.get(), draft);
            }
        }
    }

    private static void refuseMissing(StorageAccess storage, String account, Draft draft) {
        draft.refuse(
                FindingCode.STORAGE_ACCOUNT_MISSING,
                storage.field() + "/account",
                WhoseMove.YOURS,
                Map.of("account", account));
    }

    private static List<Delta> closed(StorageAccess storage, JsonNode account, World world) {
        return NetworkAcls.closed(
                account,
                UsedSubnets.training(world).map(subnet -> rule("id", subnet.toString())),
                storage.allowIps().stream().map(address -> rule("value", address.text())));
    }

    private static String advice(StorageAccess storage) {
        return storage.isDefaultAccount() ? DatastoreRules.ADVICE : "";
    }

    private static ObjectNode rule(String key, String value) {
        return JsonNodeFactory.instance.objectNode().put(key, value).put("action", "Allow");
    }
}
