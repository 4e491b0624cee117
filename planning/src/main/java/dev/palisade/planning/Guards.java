package dev.palisade.planning;

import dev.palisade.planning.edit.Operations;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.World;
import dev.palisade.planning.request.RequestDataReader;
import dev.palisade.planning.request.RequestDataReader.RequestData;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Standing;
import java.util.List;
import java.util.Map;

/** What stands before a request that carries no document: that its data is right, that there is an environment, and the one that was meant. */
final class Guards {
    private Guards() {}

    static List<Finding> refusals(World world) {
        RequestData data =
                RequestDataReader.read(world.asked().type(), world.asked().data());
        if (!data.findings().isEmpty()) {
            return data.findings();
        }
        if (world.standing().isEmpty()) {
            return isLeftToDelete(world) ? List.of() : List.of(nothingStands(world));
        }
        Standing standing = world.standing().get();
        int expected = world.asked().data().path("if_generation").asInt(standing.generation());
        // An earlier attempt at this very request may have made the generation that stands.
        return expected == standing.generation()
                        || Operations.madeBy(world.asked().requestId(), standing)
                ? List.of()
                : List.of(generationChanged(expected, standing.generation()));
    }

    /** A request that was taken back, or only half done, may have left something without leaving an environment. */
    private static boolean isLeftToDelete(World world) {
        return world.asked().type() == RequestType.DELETE
                && !world.ledger().entries().isEmpty();
    }

    static Finding nothingStands(World world) {
        return Finding.refusal(
                FindingCode.NOTHING_STANDS,
                "/workspace",
                WhoseMove.YOURS,
                Map.of("workspace", world.asked().environment().toString()));
    }

    private static Finding generationChanged(int expected, int standing) {
        return Finding.refusal(
                FindingCode.GENERATION_CHANGED,
                "/if_generation",
                WhoseMove.YOURS,
                Map.of("expected", String.valueOf(expected), "standing", String.valueOf(standing)));
    }
}
