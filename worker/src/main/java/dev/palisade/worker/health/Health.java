package dev.palisade.worker.health;

import dev.palisade.worker.health.Part.Report;
import dev.palisade.worker.health.Part.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The parts of this worker and how they are. */
public final class Health {
    private final Clock clock;
    private final List<Supplier<Report>> parts = new CopyOnWriteArrayList<>();

    public Health(Clock clock) {
        this.clock = clock;
    }

    public Part part(String name) {
        Part part = new Part(name, clock);
        parts.add(part::report);
        return part;
    }

    /** A part that is always up, and whose words are asked for when somebody looks. */
    public void part(String name, Supplier<String> words) {
        Instant since = clock.instant();
        parts.add(() -> new Report(name, Status.UP, words.get(), since));
    }

    /** As good as the worst part. */
    public record Whole(Status status, List<Report> parts) {
        public Whole {
            parts = List.copyOf(parts);
        }
    }

    public Whole whole() {
        List<Report> reports = parts.stream().map(Supplier::get).toList();
        Status worst =
                reports.stream().map(Report::status).max(Status::compareTo).orElse(Status.UP);
        return new Whole(worst, reports);
    }
}
