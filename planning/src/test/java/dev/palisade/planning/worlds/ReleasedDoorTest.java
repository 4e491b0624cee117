package dev.palisade.planning.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.worlds.Happening.Asks;
import dev.palisade.planning.worlds.Happening.Attempt;
import dev.palisade.planning.worlds.Happening.Fault;
import dev.palisade.planning.worlds.Play.Played;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document that does not prune lets go of what it no longer asks for, and leaves it as it is: also what a neighbour made and left to it. */
class ReleasedDoorTest {
    /** In what order the two go in the end, the seed decides: it is both among these. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aDoorThatItsMakerLeftToANeighbourWhichLetsGoOfItTooIsNobodysAndStaysClosed(long seed) {
        List<Asks> closedByOneAndLetGoOfByBoth = List.of(asks(1, true), asks(0, true), asks(1, false), asks(0, false));

        Played played = Play.of(new Scenario(seed, Set.of(), List.copyOf(closedByOneAndLetGoOfByBoth)), Engine.WHOLE);

        assertThat(played.encounters().steps()).containsEntry("UPDATE KEY_VAULT", 1);
        assertThat(played.broken()).isEmpty();
    }

    private static Asks asks(int who, boolean closes) {
        String vault = closes ? ",'key_vault':{'access':'selected_networks'}" : "";
        String document = ("{'name':'environment %d','workspace':'%s','network':{'virtual_network':'%s',"
                        + "'subnets':{'training':'default'}}%s}")
                .formatted(who, Scene.workspace(who), Scene.NETWORK, vault);
        return new Asks(who, Attempt.FIRST, RequestType.APPLY, Scene.json(document), Fault.NONE, false);
    }
}
