package dev.palisade.worker.intake;

import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingText;
import dev.palisade.planning.finding.Language;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Scopes;
import dev.palisade.worker.configuration.Team;
import dev.palisade.worker.intake.CloudEventReader.Event;
import dev.palisade.worker.intake.Content.Subject;
import dev.palisade.workflows.contract.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Judges a message by itself, the queue it came through and the clock: no input or output. */
public final class Admission {
    private final Duration dedupeHorizon;

    /** @param dedupeHorizon for how long Temporal remembers an id; an older message may have been done before */
    public Admission(Duration dedupeHorizon) {
        this.dedupeHorizon = dedupeHorizon;
    }

    public Decision decide(Delivery delivery, Team team, Instant now) {
        CloudEventReader.Result read = CloudEventReader.read(delivery.body());
        Problems problems = new Problems();
        problems.add(RefusalReason.MALFORMED, read.problems());
        return read.event()
                .flatMap(event -> request(event, delivery, team, now, problems))
                .<Decision>map(Decision.Accepted::new)
                .orElseGet(() -> new Decision.Refused(problems.refusal()));
    }

    /** Looks on after a problem, so that its sender hears of all of them at once. Empty if there is any. */
    private Optional<Request> request(Event event, Delivery delivery, Team team, Instant now, Problems problems) {
        Optional<RequestType> type = RequestType.ofEventType(event.type());
        if (type.isEmpty() && !event.type().isEmpty()) {
            problems.add(RefusalReason.UNKNOWN_TYPE, List.of(UnknownType.told(event.type())));
        }
        problems.add(
                RefusalReason.TOO_OLD, tooOld(event, delivery, now).stream().toList());
        if (type.isEmpty() || !event.data().isObject()) {
            return Optional.empty();
        }
        Content content = Content.read(type.get(), event.data());
        problems.add(
                RefusalReason.SCHEMA_VIOLATION,
                content.findings().stream()
                        .map(finding -> told(finding, event.language().orElse(Language.EN)))
                        .toList());
        problems.add(RefusalReason.NOT_ALLOWED, ScopeCheck.outside(event.data(), team));
        return Optional.ofNullable(content.subject())
                .filter(subject -> problems.none())
                .map(subject -> request(event, type.get(), subject, team, now));
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
                new Scopes(team.scopes()),
                event.language().orElse(null));
    }

    /** In English unless the sender asks for another: a dead-letter description is also read by whoever tends the queue. */
    private static String told(Finding finding, Language language) {
        return finding.field() + ": " + FindingText.sentence(finding, language.locale()) + " "
                + FindingText.remedy(finding, language.locale());
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
}
