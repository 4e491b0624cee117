package dev.palisade.worker.slowness;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Scopes;
import dev.palisade.worker.intake.Messages;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.slowness.Sighting;
import dev.palisade.workflows.slowness.Sighting.Silence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The open requests in a Temporal that may be away. None of them has moved since its start. */
final class FakeRequests implements OpenRequests {
    private final Map<String, OpenRequest> open = new TreeMap<>();
    private boolean away;
    private int covered = Integer.MAX_VALUE;
    private int position;

    void run(String id, RequestState state, Instant since) {
        open.put(
                id,
                new OpenRequest(
                        id,
                        new Sighting(since, SampleStatus.of(id, state, since), null, null, List.of(), null),
                        null,
                        null));
    }

    /** One for which no worker answers. */
    void runUnanswered(String id, Instant since) {
        open.put(id, new OpenRequest(id, unanswered(since, since), input(id, since), null));
    }

    /** What it says was written by another build. */
    void runUnreadable(String id, Instant since) {
        open.put(
                id,
                new OpenRequest(
                        id, new Sighting(since, null, null, null, List.of(), null), input(id, since), "no such state"));
    }

    void end(String id) {
        open.remove(id);
    }

    void oneLookCovers(int requests) {
        covered = requests;
    }

    void areAway(boolean temporalIsAway) {
        away = temporalIsAway;
    }

    @Override
    public Look look(Instant now) throws UnseenException {
        if (away) {
            throw new UnseenException("Temporal does not answer", new IllegalStateException());
        }
        List<OpenRequest> seen = open.values().stream()
                .skip(position)
                .limit(covered)
                .map(one -> askedAt(now, one))
                .toList();
        boolean last = position + seen.size() >= open.size();
        position = last ? 0 : position + seen.size();
        return new Look(seen, last);
    }

    private static OpenRequest askedAt(Instant now, OpenRequest one) {
        return one.seen().silence() == null
                ? one
                : new OpenRequest(one.id(), unanswered(one.seen().startedAt(), now), one.input(), null);
    }

    private static Sighting unanswered(Instant since, Instant asked) {
        return new Sighting(since, null, null, null, List.of(), new Silence(asked, "no worker answers for it"));
    }

    private static Request input(String id, Instant since) {
        return new Request(
                id,
                RequestType.APPLY,
                Messages.WORKSPACE,
                "churn",
                Messages.TEAM.name(),
                Profile.CURRENT,
                JsonNodeFactory.instance.objectNode(),
                "digest",
                since,
                1,
                null,
                Scopes.unlimited());
    }
}
