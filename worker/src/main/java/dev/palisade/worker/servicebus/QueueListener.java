package dev.palisade.worker.servicebus;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import dev.palisade.worker.configuration.Team;
import dev.palisade.worker.health.Part;
import dev.palisade.worker.intake.MessageHandler;
import dev.palisade.worker.intake.MessageHandler.InHand;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Listens to one team's queue, and goes on trying if it cannot. Credit is given for as many messages as are handled at a time and
 * may wait here, so that while Temporal is away no more than these are received; every one of them has its lock renewed from its receipt.
 */
public final class QueueListener implements AutoCloseable {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration BOUNCE = Duration.ofSeconds(3);
    private static final int IDLE_SECONDS = 60;

    private final NamespaceConnection connection;
    private final Team team;
    private final int credit;
    private final MessageHandler handler;
    private final Part part;
    private final Duration patience;
    private final Slots slots;
    private final Scheduler threads;
    private @Nullable Disposable listening;

    /**
     * @param concurrency messages handled at a time
     * @param prefetch messages that may wait here for their turn besides
     * @param patience how long {@link #close()} waits for what is in hand
     */
    public QueueListener(
            NamespaceConnection connection,
            Team team,
            int concurrency,
            int prefetch,
            MessageHandler handler,
            Part part,
            Duration patience) {
        this.connection = connection;
        this.team = team;
        this.credit = concurrency + prefetch;
        this.handler = handler;
        this.part = part;
        this.patience = patience;
        this.slots = new Slots(credit);
        this.threads = Schedulers.newBoundedElastic(
                concurrency, Integer.MAX_VALUE, "intake-" + team.name(), IDLE_SECONDS, true);
    }

    public synchronized void start() {
        listening = Mono.using(
                        () -> connection.receiver(team.queue()), this::listen, ServiceBusReceiverAsyncClient::close)
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, BETWEEN_TRIES)
                        .doBeforeRetry(failure -> part.degraded(stillTrying(failure.failure()))))
                .subscribe();
    }

    /** Takes no message more; what is in hand goes on. */
    public void stopTaking() {
        slots.close();
    }

    /** Waits for what is in hand to be settled or given back, and disconnects. */
    @Override
    public synchronized void close() {
        if (listening == null) {
            return;
        }
        stopTaking();
        try {
            if (!slots.awaitIdle(patience)) {
                part.degraded("stopped with messages in hand; they come again when their locks run out");
            }
            slots.awaitSpent(BOUNCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        listening.dispose();
        listening = null;
        threads.dispose();
    }

    private Mono<Void> listen(ServiceBusReceiverAsyncClient receiver) {
        Flux<Void> handling = receiver.receiveMessages()
                .flatMap(message -> handling(receiver, message), credit, 1)
                .concatWith(Mono.error(() -> new IllegalStateException("the broker closed the link")));
        return Mono.when(handling, looking(receiver));
    }

    /**
     * Ends only if its slot may take another message, since its end gives credit for one. If the link breaks before the message's turn has
     * come, it is left: only that link could settle it.
     */
    private Mono<Void> handling(ServiceBusReceiverAsyncClient receiver, ServiceBusReceivedMessage message) {
        slots.take();
        InHand inHand = handler.receive(new ServiceBusMessageInHand(receiver, message), team);
        AtomicBoolean begun = new AtomicBoolean();
        return Mono.fromCallable(() -> begun.getAndSet(true) || handle(inHand))
                .subscribeOn(threads)
                .doOnCancel(() -> {
                    if (!begun.getAndSet(true)) {
                        inHand.leave();
                        slots.free();
                    }
                })
                .flatMap(again -> again ? Mono.empty() : Mono.never());
    }

    private boolean handle(InHand message) {
        if (slots.open()) {
            message.handle();
        } else {
            message.giveBack();
        }
        return slots.free();
    }

    /** A receiver that waits and one that cannot connect look alike, so the queue is looked at now and then. */
    private Flux<Void> looking(ServiceBusReceiverAsyncClient receiver) {
        return Flux.interval(Duration.ZERO, BETWEEN_LOOKS)
                .onBackpressureDrop()
                .concatMap(tick -> receiver.peekMessage(0)
                        .timeout(ANSWER, Mono.error(() -> new IllegalStateException("the broker does not answer")))
                        .doOnSuccess(found -> part.up("listening to " + team.queue()))
                        .doOnError(failure -> part.degraded(stillTrying(failure)))
                        .onErrorComplete()
                        .then());
    }

    private String stillTrying(Throwable failure) {
        return "cannot listen to " + team.queue() + ": " + Reasons.of(failure) + "; still trying";
    }
}
