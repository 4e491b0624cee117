package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.StorageAccess;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft.Wanted;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Storage accounts behind the virtual network (seeds: "selected networks", "add existing virtual network", "allow trusted Microsoft services",
 * "client IP address"). An account's rules are a shared list: only our own elements are named, the neighbours' stay.
 */
public final class StorageAccountKind implements Kind {
    private static final String RULES = "/properties/networkAcls";
    private static final String TRUSTED_SERVICES = "AzureServices";

    @Override
    public void plan(World world, Draft draft) {
        for (StorageAccess storage : world.document().closedStorage()) {
            Optional<ResourceId> account = account(storage, world);
            if (account.isPresent()) {
                plan(storage, account.get(), world, draft);
            } else if (world.workspace().isPresent()) {
                refuseMissing(
                        storage, "of its own for workspace " + world.document().workspace(), draft);
            }
        }
    }

    /** Empty while the workspace, which knows its default account, is missing, or has none. */
    static Optional<ResourceId> account(StorageAccess storage, World world) {
        return storage.isDefaultAccount()
                ? world.workspace()
                        .map(workspace -> workspace
                                .path("properties")
                                .path("storageAccount")
                                .asText())
                        .flatMap(ResourceId::parse)
                : storage.namedAccount(world.document().workspace());
    }

    private static void plan(StorageAccess storage, ResourceId account, World world, Draft draft) {
        String field = storage.field() + "/account";
        Optional<JsonNode> observed = world.find(account);
        if (observed.isEmpty()) {
            refuseMissing(storage, account.toString(), draft);
        } else if (draft.stepOn(account).isPresent() || draft.found().contains(account)) {
            draft.refuse(FindingCode.NAME_USED_TWICE, field, WhoseMove.YOURS, Map.of("name", account.name()));
        } else if (!World.isReady(observed.get())) {
            Existing.refuseUnready(account, observed.get(), field, world, draft);
        } else {
            List<Delta> deltas = deltas(storage, observed.get(), world);
            if (deltas.isEmpty()) {
                draft.found(account);
            } else {
                draft.want(new Wanted(step(account, deltas, draft, world), field, List.of(account), List.of()));
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

    private static List<Delta> deltas(StorageAccess storage, JsonNode account, World world) {
        JsonNode rules = account.at(RULES);
        Stream<Delta> subnets = trainingSubnets(world)
                .map(subnet ->
                        Delta.element(RULES + "/virtualNetworkRules", "id", null, rule("id", subnet.toString())));
        Stream<Delta> addresses = storage.allowIps().stream()
                .map(address -> Delta.element(RULES + "/ipRules", "value", null, rule("value", address.text())));
        List<Delta> all = new ArrayList<>();
        all.add(Delta.field(RULES + "/defaultAction", rules.get("defaultAction"), TextNode.valueOf("Deny")));
        all.add(Delta.field(RULES + "/bypass", rules.get("bypass"), TextNode.valueOf(trusting(rules.path("bypass")))));
        Stream.concat(subnets, addresses).forEach(all::add);
        return all.stream()
                .filter(delta ->
                        !DeltaComparison.differences(account, List.of(delta)).isEmpty())
                .toList();
    }

    /** What bypasses the rules now, and trusted services besides: {@code Logging, Metrics, AzureServices}. */
    private static String trusting(JsonNode bypass) {
        List<String> flags = Stream.of(bypass.asText("").split(",", -1))
                .map(String::strip)
                .filter(flag -> !flag.isEmpty() && !flag.equalsIgnoreCase("None"))
                .toList();
        return flags.stream().anyMatch(TRUSTED_SERVICES::equalsIgnoreCase)
                ? String.join(", ", flags)
                : String.join(
                        ", ",
                        Stream.concat(flags.stream(), Stream.of(TRUSTED_SERVICES))
                                .toList());
    }

    private static ObjectNode rule(String key, String value) {
        return JsonNodeFactory.instance.objectNode().put(key, value).put("action", "Allow");
    }

    private static Stream<ResourceId> trainingSubnets(World world) {
        return world.document().trainingRoles().stream()
                .flatMap(role -> world.document().network().subnetId(role).stream())
                .distinct();
    }

    private static Step step(ResourceId account, List<Delta> deltas, Draft draft, World world) {
        return new Step(
                "storage/" + account.name(),
                ResourceKind.STORAGE_ACCOUNT,
                Step.Action.UPDATE,
                account,
                "Close storage account " + account.name() + " to all but the selected networks",
                deltas,
                trainingSubnets(world)
                        .flatMap(subnet -> draft.stepOn(subnet).stream())
                        .toList(),
                Step.Undo.REVERT_DELTAS,
                Step.Effect.TIGHTEN,
                Duration.ofSeconds(5),
                "Clients outside the selected networks and addresses lose their access to the account.",
                List.of());
    }
}
