package dev.palisade.activities.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.activities.arm.RequestBudget.Going;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One worker that has more to ask of Azure than Azure wants to hear, and fails as soon as it asks inside a window that it was told of. */
final class BusyWorker {
    private static final Duration SLOWEST_WAY = Duration.ofMillis(1500);
    private static final Duration NO_ANSWER = Duration.ofSeconds(15);

    private final HandDrivenEvents events;
    private final BusyAzure azure;
    private final Random random;
    private final RequestBudget budget;
    private final List<Window> open = new ArrayList<>();
    private int windows;
    private int answered;
    private int attempts;

    /** What an answer says of whom it was: nothing goes to it before then. */
    private record Window(boolean arms, ArmCall refused, Duration until) {
        boolean covers(ArmCall call) {
            return call.requests() == refused.requests()
                    && (arms || call.provider().equals(refused.provider()));
        }
    }

    BusyWorker(HandDrivenEvents events, BusyAzure azure, Random random) {
        this.events = events;
        this.azure = azure;
        this.random = random;
        this.budget = new RequestBudget(SimulatedTime.REAL, events::now, over -> {}, random::nextDouble);
    }

    int answered() {
        return answered;
    }

    int attempts() {
        return attempts;
    }

    /** How many windows it was told of. */
    int windows() {
        return windows;
    }

    /** Asks until it has an answer that is no refusal, as an activity and its attempts do. */
    void ask(ArmCall call) {
        attempts++;
        try {
            Going going = budget.reserve(call);
            events.in(going.pause(), () -> depart(call, going));
        } catch (ArmThrottled later) {
            again(call, later);
        }
    }

    private void depart(ArmCall call, Going going) {
        try {
            going.requireOpen();
        } catch (ArmThrottled later) {
            going.close();
            again(call, later);
            return;
        }
        open.removeIf(window -> events.now().compareTo(window.until()) >= 0);
        assertThat(open.stream().filter(window -> window.covers(call)))
                .as("windows when %s goes at %s", call, events.now())
                .isEmpty();
        events.in(way(), () -> arrive(call, going));
    }

    private void arrive(ArmCall call, Going going) {
        ArmAnswer answer = azure.answer(call, events.now());
        boolean lost = random.nextInt(200) == 0;
        events.in(lost ? NO_ANSWER : way(), () -> {
            if (lost) {
                going.close();
                ask(call);
            } else {
                hear(call, going, answer);
            }
        });
    }

    private void hear(ArmCall call, Going going, ArmAnswer answer) {
        going.answered(answer);
        going.close();
        if (answer.isSuccess()) {
            answered++;
            return;
        }
        Duration wish = answer.retryAfter().orElseThrow();
        boolean arms = answer.headers().keySet().stream().noneMatch(name -> name.contains("remaining"));
        windows++;
        open.add(new Window(arms, call, events.now().plus(wish)));
        try {
            budget.learn(call, answer);
            events.in(wish, () -> ask(call));
        } catch (ArmThrottled later) {
            again(call, later);
        }
    }

    private void again(ArmCall call, ArmThrottled later) {
        assertThat(later.comeAgainIn()).isPositive();
        events.in(later.comeAgainIn(), () -> ask(call));
    }

    private Duration way() {
        return Duration.ofMillis(20 + random.nextInt((int) SLOWEST_WAY.toMillis()));
    }
}
