package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.KeyVaultAccess;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The workspace's key vault behind the virtual network (seeds: "key vault for your workspace": selected networks, trusted Microsoft services). */
public final class KeyVaultKind implements Kind {
    @Override
    public void plan(World world, Draft draft) {
        world.document()
                .keyVault()
                .ifPresent(access -> world.workspace().ifPresent(workspace -> plan(access, workspace, world, draft)));
    }

    private static void plan(KeyVaultAccess access, JsonNode workspace, World world, Draft draft) {
        String id = workspace.at("/properties/keyVault").asText();
        Optional<ResourceId> vault = ResourceId.parse(id);
        Optional<JsonNode> observed = vault.flatMap(world::find);
        if (observed.isEmpty()) {
            String which =
                    vault.isPresent() ? id : "of workspace " + world.document().workspace();
            draft.refuse(
                    FindingCode.RESOURCE_MISSING,
                    KeyVaultAccess.FIELD,
                    WhoseMove.YOURS,
                    Map.of("what", "key vault", "id", which));
        } else if (!World.isReady(observed.get())) {
            Existing.refuseUnready(vault.orElseThrow(), observed.get(), KeyVaultAccess.FIELD, world, draft);
        } else {
            plan(access, vault.orElseThrow(), observed.get(), world, draft);
        }
    }

    private static void plan(KeyVaultAccess access, ResourceId vault, JsonNode observed, World world, Draft draft) {
        Door door = new Door(
                "vault/" + vault.name(),
                ResourceKind.KEY_VAULT,
                vault,
                "key vault " + vault.name(),
                KeyVaultAccess.FIELD + "/access");
        if (access.closes()) {
            door.close(observed, closed(access, observed, world), "", draft);
        } else {
            door.open(observed, draft);
        }
    }

    private static List<Delta> closed(KeyVaultAccess access, JsonNode vault, World world) {
        return NetworkAcls.closed(
                vault,
                UsedSubnets.training(world).map(subnet -> rule("id", subnet.toString())),
                access.allowIps().stream().map(address -> rule("value", asRange(address.text()))));
    }

    /** The service gives every address back as a range, and takes it so. */
    private static String asRange(String address) {
        return address.contains("/") ? address : address + "/32";
    }

    private static ObjectNode rule(String key, String value) {
        return JsonNodeFactory.instance.objectNode().put(key, value);
    }
}
