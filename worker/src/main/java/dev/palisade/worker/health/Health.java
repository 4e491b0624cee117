package dev.palisade.worker.health;

import dev.palisade.worker.health.Part.Report;
import dev.palisade.worker.health.Part.Status;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The parts of this worker and how they are. */
public final class Health {
    private final Clock clock;
    private final List<Part> parts = new CopyOnWriteArrayList<>();

    public Health(Clock clock) {
        this.clock = clock;
    }

    public Part part(String name) {
        Part part = new Part(name, clock);
        parts.add(part);
        return part;
    }

    /** As good as the worst part. */
    public record Whole(Status status, List<Report> parts) {
        public Whole {
            parts = List.copyOf(parts);
        }
    }

    public Whole whole() {
        List<Report> reports = parts.stream().map(Part::report).toList();
        Status worst =
                reports.stream().map(Report::status).max(Status::compareTo).orElse(Status.UP);
        return new Whole(worst, reports);
    }
}
