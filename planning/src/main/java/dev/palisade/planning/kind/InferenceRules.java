package dev.palisade.planning.kind;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.ClusterAttachment;
import dev.palisade.planning.document.Endpoint;
import dev.palisade.planning.document.StorageAccess;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Profile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Serving needs unrestricted access to the storage accounts (seeds 000 and 001: "inference requires unrestricted access to the storage
 * account"). With a closed one an endpoint is refused; a cluster that could serve and does not yet is only told of. Private ways in, which others made
 * and the document vouches for, switch the rule off.
 */
public final class InferenceRules implements Kind {
    @Override
    public void plan(World world, Draft draft) {
        String closed = String.join(", ", closed(world));
        if (closed.isEmpty() || isVouchedFor(world)) {
            return;
        }
        for (Endpoint endpoint : world.document().endpoints()) {
            Map<String, String> arguments = Map.of("what", "Endpoint " + endpoint.name(), "accounts", closed);
            draft.refuse(FindingCode.INFERENCE_NEEDS_OPEN_STORAGE, endpoint.field(), WhoseMove.YOURS, arguments);
        }
        refuseBreaking(closed, world, draft);
        if (world.document().endpoints().isEmpty()) {
            for (ClusterAttachment attachment : world.document().attachments()) {
                Map<String, String> arguments =
                        Map.of("what", "Attached cluster " + attachment.name(), "accounts", closed);
                draft.warn(FindingCode.INFERENCE_NEEDS_OPEN_STORAGE, attachment.field(), arguments);
            }
        }
    }

    /** The other way round: what is served already would break when the door closes, whether the document names it or not. */
    private static void refuseBreaking(String closed, World world, Draft draft) {
        List<String> named =
                world.document().endpoints().stream().map(Endpoint::name).toList();
        List<String> served = LiveEndpoints.of(world.document(), world)
                .map(endpoint -> endpoint.path("name").asText())
                .filter(name -> !named.contains(name))
                .sorted()
                .toList();
        if (!served.isEmpty()) {
            Map<String, String> arguments =
                    Map.of("what", "Of the workspace, " + String.join(", ", served), "accounts", closed);
            draft.refuse(FindingCode.INFERENCE_NEEDS_OPEN_STORAGE, "/storage", WhoseMove.YOURS, arguments);
        }
    }

    /** The services of 2019 have no such way. */
    private static boolean isVouchedFor(World world) {
        return world.document().privateInference() && world.document().profile() == Profile.CURRENT;
    }

    /** By the document, or, of the workspace's own account, by what it is now and the document leaves alone. */
    private static Set<String> closed(World world) {
        Set<String> closed = new TreeSet<>();
        for (StorageAccess storage : world.document().closedStorage()) {
            StorageAccountKind.account(storage, world).map(ResourceId::name).ifPresent(closed::add);
        }
        boolean serves = !world.document().attachments().isEmpty()
                || !world.document().endpoints().isEmpty();
        Optional<ResourceId> own = StorageAccountKind.defaultAccount(world)
                .filter(account -> serves
                        && world.document().storage().stream()
                                .noneMatch(storage -> StorageAccountKind.account(storage, world)
                                        .filter(account::equals)
                                        .isPresent()));
        own.flatMap(world::find)
                .filter(account -> !NetworkAcls.isOpen(account))
                .ifPresent(account -> closed.add(own.get().name()));
        return closed;
    }
}
