package dev.palisade.client.render;

import dev.palisade.client.steering.Overtaken;
import dev.palisade.client.steering.Steering;
import dev.palisade.client.temporal.EnvironmentView;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What helps in the state that a request is in: a sentence, and commands ready to paste. */
final class GuidanceLines {
    /** The activity in which a request waits for a pause to end. */
    static final String AWAITING_UNPAUSE = "pause.AwaitUnpaused";

    private static final String STUCK =
            "Nobody else gets the environment's turn before this one is resumed, retried or accepted.";

    private GuidanceLines() {}

    static List<String> of(RequestView view, Style style) {
        List<String> lines = new ArrayList<>();
        paused(view).ifPresent(lines::add);
        sentence(view).map(sentence -> "  " + sentence).ifPresent(lines::add);
        blockedBy(view).map(sentence -> "  " + sentence).ifPresent(lines::add);
        overtaken(view).map(sentence -> "  " + sentence).ifPresent(lines::add);
        lines.addAll(commands(view));
        if (!lines.isEmpty()) {
            lines.add(0, style.bold("What helps now"));
        }
        return lines;
    }

    /** Where writes are paused, by whom and why; empty if no pause holds the request back. */
    static Optional<String> paused(RequestView view) {
        return Optional.ofNullable(view.status())
                .map(RequestStatus::paused)
                .or(() -> waitingActivity(view))
                .map(words -> "  " + words);
    }

    /** For when no worker answers: the activity that waits says the same. */
    private static Optional<String> waitingActivity(RequestView view) {
        return view.pending().stream()
                .filter(pending -> pending.activity().equals(AWAITING_UNPAUSE))
                .findFirst()
                .map(pending -> Optional.ofNullable(pending.lastFailure())
                        .orElse("Writes are paused; ./palisade pauses says by whom"));
    }

    private static List<String> commands(RequestView view) {
        List<List<String>> rows = new ArrayList<>();
        if (paused(view).isPresent()) {
            rows.add(List.of("  ./palisade pauses", "lists the pauses; ./palisade unpause ends one"));
        }
        Steering.of(view).forEach(step -> rows.add(List.of("  " + step.command(view), step.effect())));
        return Columns.align(rows);
    }

    /** Who waits behind a failed undo waits for ever, unless a person looks there. */
    private static Optional<String> blockedBy(RequestView view) {
        return Optional.ofNullable(view.environment())
                .map(EnvironmentView::stuck)
                .filter(stuck -> !view.stuck() && view.state().equals(Optional.of(RequestState.WAITING_FOR_TURN)))
                .map(stuck -> "Request " + stuck + " is STUCK, and lets nobody else in: ./palisade show " + stuck
                        + " says what helps.");
    }

    private static Optional<String> sentence(RequestView view) {
        Optional<RequestState> state = view.state();
        return view.stuck() && !state.equals(Optional.of(RequestState.STUCK))
                ? Optional.of("Its environment is stuck with what an earlier undo of this request could not take back. "
                        + STUCK)
                : state.flatMap(GuidanceLines::sentence);
    }

    /** What a retry would replace. */
    private static Optional<String> overtaken(RequestView view) {
        return Steering.RETRY.fits(view)
                ? Overtaken.by(view)
                        .map(standing -> "Generation " + standing.number() + " stands by now, by request "
                                + standing.requestId() + ": retry replaces it only with --anyway.")
                : Optional.empty();
    }

    private static Optional<String> sentence(RequestState state) {
        return switch (state) {
            case AWAITING_APPROVAL ->
                Optional.of(
                        "It holds no turn while it waits: others may change the environment, and the plan with it.");
            case REJECTED ->
                Optional.of(
                        "Nothing was touched. Mend what is named above: a corrected document is sent under a new id.");
            case PARKED -> Optional.of("The environment is free for the next request meanwhile.");
            case STUCK -> Optional.of(STUCK);
            case ROLLED_BACK, CANCELLED, WAITING_FOR_TURN, PLANNING, APPLYING, VERIFYING, UNDOING, PLANNED, READY ->
                Optional.empty();
        };
    }
}
