package dev.palisade.client.steering;

import dev.palisade.client.temporal.RequestView;
import dev.palisade.workflows.contract.RequestState;
import java.util.stream.Collectors;

/** Why a step is refused, and which ones would help instead. */
final class Refusal {
    private Refusal() {}

    static String sentence(Steering step, RequestView view) {
        String state = view.state().map(RequestState::name).orElse("accepted but not begun");
        return "Request " + view.listing().request() + " is " + state + ". " + step.rule() + " Nothing was changed."
                + instead(view);
    }

    private static String instead(RequestView view) {
        String commands = Steering.of(view).stream()
                .map(step -> System.lineSeparator() + "  " + step.command(view) + "   " + step.effect())
                .collect(Collectors.joining());
        if (!commands.isEmpty()) {
            return " What it allows:" + commands;
        }
        return view.resting()
                ? " It is at its end; to change the environment again, send a request of its own."
                : " It goes on by itself: ./palisade watch " + view.listing().request() + ".";
    }
}
