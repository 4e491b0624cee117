package dev.palisade.planning.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.worlds.Happening.Asks;
import dev.palisade.planning.worlds.Happening.Attempt;
import dev.palisade.planning.worlds.Happening.Fault;
import dev.palisade.planning.worlds.Happening.Kind;
import dev.palisade.planning.worlds.Play.Played;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A door whose closing was never answered may be somebody else's: nobody inherits it, and what is not known to be ours is not opened. */
class UnansweredDoorTest {
    private static final Fault NO_ANSWER = new Fault(Kind.SILENT_AFTER_EFFECT, 1, -1);

    /** In what order the two go in the end, the seed decides: it is both among these. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aNeighbourThatOpenedItGivesItBackAsItFoundItWhoeverGoesFirst(long seed) {
        Asks closing = asks(0, "selected_networks", NO_ANSWER);
        Asks opening = asks(1, "all_networks", Fault.NONE);

        Played played = Play.of(new Scenario(seed, Set.of(), List.of(closing, opening)), Engine.WHOLE);

        assertThat(played.encounters().faults()).containsEntry(Kind.SILENT_AFTER_EFFECT, 1);
        assertThat(played.broken()).isEmpty();
    }

    private static Asks asks(int who, String access, Fault fault) {
        String document = ("{'name':'environment %d','workspace':'%s','network':{'virtual_network':'%s',"
                        + "'subnets':{'training':'default'}},'storage':[{'account':'default','access':'%s'}]}")
                .formatted(who, Scene.workspace(who), Scene.NETWORK, access);
        return new Asks(who, Attempt.FIRST, RequestType.APPLY, Scene.json(document), fault, false);
    }
}
