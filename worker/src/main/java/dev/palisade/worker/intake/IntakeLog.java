package dev.palisade.worker.intake;

import dev.palisade.worker.intake.RequestStarter.Started;
import dev.palisade.workflows.contract.Request;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what became of each message: one line and one count. Never quotes a body. */
public final class IntakeLog {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeLog.class);
    private static final String MESSAGES = "palisade.intake.messages";
    private static final String DUPLICATES = "palisade.intake.duplicates";
    private static final String IN_HAND = "palisade.intake.in.hand";

    private final MeterRegistry meters;
    private final AtomicInteger inHand;

    public IntakeLog(MeterRegistry meters) {
        this.meters = meters;
        this.inHand = meters.gauge(IN_HAND, new AtomicInteger());
    }

    void received() {
        inHand.incrementAndGet();
    }

    void done() {
        inHand.decrementAndGet();
    }

    void settled(Request request, Started started) {
        String outcome = started.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        count(outcome);
        LOG.info(
                "request {} {}: {} {} for {}{}",
                request.id(),
                outcome,
                request.type(),
                request.name(),
                request.team(),
                started instanceof Started.Duplicate duplicate ? ofEarlier(duplicate) : "");
    }

    private String ofEarlier(Started.Duplicate duplicate) {
        meters.counter(DUPLICATES, "of", duplicate.running() ? "running" : "ended")
                .increment();
        return (duplicate.running() ? "; the request runs, " : "; the request has ended, ") + duplicate.state();
    }

    void refused(String queue, Refusal refusal) {
        count(refusal.reason().name());
        LOG.info("message on {} dead-lettered {}: {}", queue, refusal.reason(), firstLine(refusal));
    }

    void released(String queue) {
        count("released");
        LOG.info("message on {} given back, since the worker stops", queue);
    }

    void notSettled(String queue, SettlementFailedException failure) {
        count("not_settled");
        LOG.warn("message on {} may not be settled, and comes again if it is not: {}", queue, failure.getMessage());
    }

    void broken(String queue, RuntimeException bug) {
        count("failed");
        LOG.error("message on {} could not be handled; it comes again when its lock runs out", queue, bug);
    }

    private void count(String outcome) {
        meters.counter(MESSAGES, "outcome", outcome).increment();
    }

    private static String firstLine(Refusal refusal) {
        return refusal.description().lines().findFirst().orElse("");
    }
}
