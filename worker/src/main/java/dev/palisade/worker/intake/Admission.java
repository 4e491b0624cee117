package dev.palisade.worker.intake;

import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingText;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Scopes;
import dev.palisade.worker.configuration.Team;
import dev.palisade.worker.intake.CloudEventReader.Event;
import dev.palisade.worker.intake.Content.Subject;
import dev.palisade.workflows.contract.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges a message by itself, the queue it came through and the clock: no input or output. */
public final class Admission {
    private final Duration dedupeHorizon;

    /** @param dedupeHorizon for how long Temporal remembers an id; an older message may have been done before */
    public Admission(Duration dedupeHorizon) {
        this.dedupeHorizon = dedupeHorizon;
    }

    public Decision decide(Delivery delivery, Team team, Instant now) {
        CloudEventReader.Result read = CloudEventReader.read(delivery.body());
        if (read.event().isEmpty()) {
            return refused(RefusalReason.MALFORMED, read.problems());
        }
        Event event = read.event().get();
        Optional<RequestType> type = RequestType.ofEventType(event.type());
        if (type.isEmpty()) {
            return refused(RefusalReason.UNKNOWN_TYPE, List.of(unknown(event.type())));
        }
        Optional<String> tooOld = tooOld(event, delivery, now);
        if (tooOld.isPresent()) {
            return refused(RefusalReason.TOO_OLD, List.of(tooOld.get()));
        }
        return decide(event, type.get(), team, now);
    }

    private Decision decide(Event event, RequestType type, Team team, Instant now) {
        Content content = Content.read(type, event.data());
        Subject subject = content.subject();
        if (subject == null) {
            return refused(
                    RefusalReason.SCHEMA_VIOLATION,
                    content.findings().stream().map(Admission::told).toList());
        }
        List<String> outside = ScopeCheck.outside(event.data(), team);
        if (!outside.isEmpty()) {
            return refused(RefusalReason.NOT_ALLOWED, outside);
        }
        return new Decision.Accepted(request(event, type, subject, team, now));
    }

    private static Request request(Event event, RequestType type, Subject subject, Team team, Instant acceptedAt) {
        return new Request(
                event.id(),
                type,
                subject.environment(),
                subject.name(),
                team.name(),
                subject.profile(),
                event.data(),
                ContentDigest.of(type, event.data()),
                acceptedAt,
                1,
                null,
                new Scopes(team.scopes()));
    }

    /** In English: a dead-letter description has one reader more than its sender, whoever tends the queue. */
    private static String told(Finding finding) {
        return finding.field() + ": " + FindingText.sentence(finding, Locale.ENGLISH) + " "
                + FindingText.remedy(finding, Locale.ENGLISH);
    }

    private Optional<String> tooOld(Event event, Delivery delivery, Instant now) {
        Instant oldest = now.minus(dedupeHorizon);
        Instant enqueued = delivery.enqueuedAt();
        Instant made = event.time().filter(enqueued::isAfter).orElse(enqueued);
        if (!made.isBefore(oldest)) {
            return Optional.empty();
        }
        return Optional.of(
                "made at " + made + ", which is before " + oldest + ": ids are remembered for " + dedupeHorizon
                        + ", so this request may have been done already; look what the environment is, and send it again with a new"
                        + " id if it is still wanted");
    }

    private static String unknown(String type) {
        String known = Arrays.stream(RequestType.values())
                .map(RequestType::eventType)
                .filter(eventType -> !eventType.isEmpty())
                .collect(Collectors.joining(", "));
        return "type '" + type + "' is not known here; known are " + known;
    }

    private static Decision refused(RefusalReason reason, List<String> problems) {
        return new Decision.Refused(Refusal.of(reason, problems));
    }
}
