package dev.palisade.client.watch;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.temporal.RequestReader;
import dev.palisade.client.temporal.RequestView;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks at a request, at its newest attempt, until it rests. Outlives a Temporal that is away for a while. */
public final class Watch {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final RequestReader reader;
    private final Screen screen;
    private final Pause pause;
    private boolean away;

    public Watch(RequestReader reader, Screen screen, Pause pause) {
        this.reader = reader;
        this.screen = screen;
        this.pause = pause;
    }

    /** How time passes between two looks. */
    public interface Pause {
        void take(Duration duration) throws InterruptedException;
    }

    /**
     * @param acceptance how long the message may take from the queue to Temporal; zero if the request must be there already
     * @throws CommandFailure if there is no such request within that time
     */
    public RequestView untilRest(String requestId, Duration acceptance) throws InterruptedException {
        return until(requestId, acceptance, RequestView::resting);
    }

    /** Watches until a look shows enough; otherwise as {@link #untilRest}. */
    public RequestView until(String requestId, Duration acceptance, Predicate<RequestView> enough)
            throws InterruptedException {
        awaitAcceptance(requestId, acceptance);
        String attempt = reader.newest(requestId).listing().id();
        while (true) {
            Optional<RequestView> view = look(attempt);
            view.ifPresent(screen::show);
            if (view.filter(enough).isPresent()) {
                return view.get();
            }
            pause.take(INTERVAL);
        }
    }

    private void awaitAcceptance(String requestId, Duration acceptance) throws InterruptedException {
        Duration left = acceptance;
        while (reader.find(requestId).isEmpty()) {
            if (acceptance.isZero()) {
                reader.read(requestId);
            }
            if (left.isNegative() || left.isZero()) {
                throw CommandFailure.unavailable("The message was sent, but after " + acceptance.toSeconds()
                        + " s no request " + requestId + " is in Temporal. Is a worker running? If so, it refused the"
                        + " message: see its log and the dead-letter queue.");
            }
            screen.say("The message is in the queue; waiting for a worker to take it.");
            pause.take(INTERVAL);
            left = left.minus(INTERVAL);
        }
    }

    private Optional<RequestView> look(String requestId) {
        try {
            Optional<RequestView> view = Optional.of(reader.read(requestId));
            away = false;
            return view;
        } catch (StatusRuntimeException | WorkflowServiceException e) {
            if (!isAway(e)) {
                throw e;
            }
            // Said at the second miss: at the first it may be we who are being stopped, and then nobody wants to know.
            if (away) {
                screen.say("Temporal does not answer; still trying.");
            }
            away = true;
            return Optional.empty();
        }
    }

    private static boolean isAway(RuntimeException failure) {
        Throwable cause = failure instanceof WorkflowServiceException ? failure.getCause() : failure;
        return cause instanceof StatusRuntimeException grpc
                && (grpc.getStatus().getCode() == Status.Code.UNAVAILABLE
                        || grpc.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED);
    }
}
