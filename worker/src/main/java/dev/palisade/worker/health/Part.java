package dev.palisade.worker.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thing that the worker needs in order to work. Logs when it changes, not while it stays. */
public final class Part {
    private static final Logger LOG = LoggerFactory.getLogger(Part.class);

    private final String name;
    private final Clock clock;
    private Report report;

    Part(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
        this.report = new Report(name, Status.STARTING, "not tried yet", clock.instant());
    }

    /** From good to bad. */
    public enum Status {
        @JsonProperty("up")
        UP,
        @JsonProperty("starting")
        STARTING,
        @JsonProperty("degraded")
        DEGRADED
    }

    /** @param since when the status became this */
    public record Report(String name, Status status, String reason, Instant since) {}

    public void up(String what) {
        if (change(Status.UP, what)) {
            LOG.info("{}: {}", name, what);
        }
    }

    public void degraded(String reason) {
        if (change(Status.DEGRADED, reason)) {
            LOG.warn("{}: {}", name, reason);
        }
    }

    public synchronized Report report() {
        return report;
    }

    private synchronized boolean change(Status status, String reason) {
        boolean changed = report.status() != status;
        report = new Report(name, status, reason, changed ? clock.instant() : report.since());
        return changed;
    }
}
