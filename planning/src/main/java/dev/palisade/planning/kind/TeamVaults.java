package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The key vaults in a team's scopes. A secret is read with the worker's credential, which may see more than the team: so from no other vault,
 * and from no address that Azure does not call a vault's.
 */
final class TeamVaults {
    private static final String VAULTS = "Microsoft.KeyVault/vaults";

    private TeamVaults() {}

    /** The vault that a secret's URL leads to; empty if none is in the team's scopes, as far as Azure lets us see. */
    static Optional<ResourceId> of(String secret, World world) {
        String origin = origin(secret);
        return vaults(world)
                .filter(vault ->
                        origin(vault.at("/properties/vaultUri").asText()).equals(origin))
                .flatMap(vault -> ResourceId.parse(vault.path("id").asText()).stream())
                .filter(world.asked().scopes()::allow)
                .findFirst();
    }

    private static Stream<JsonNode> vaults(World world) {
        Stream<ResourceId> scopes = world.asked().scopes().allowed().stream();
        String all = "/subscriptions/" + world.document().workspace().subscription();
        Stream<String> places =
                world.asked().scopes().allowed().isEmpty() ? Stream.of(all) : scopes.map(TeamVaults::place);
        return places.map(place -> place + "/providers/" + VAULTS)
                .map(list -> list.toLowerCase(Locale.ROOT))
                .distinct()
                .flatMap(list -> world.listIfAllowed(list).stream())
                .flatMap(list -> StreamSupport.stream(list.path("value").spliterator(), false));
    }

    /** Where to list: of a single resource, its group. */
    private static String place(ResourceId scope) {
        return scope.type().isEmpty() || scope.resourceGroup().isEmpty()
                ? scope.toString()
                : scope.group().toString();
    }

    /** {@code https://myvault.vault.azure.net}. */
    private static String origin(String url) {
        int end = url.indexOf('/', "https://".length());
        return (end < 0 ? url : url.substring(0, end)).toLowerCase(Locale.ROOT);
    }
}
