package dev.palisade.client.render;

import dev.palisade.planning.finding.Obstacle;
import dev.palisade.planning.finding.ObstacleText;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.Cancelled;
import dev.palisade.workflows.contract.StepActivities.Difference;
import dev.palisade.workflows.contract.Undone;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a request did not end READY, what was taken back, and what remains. Nothing for one that did. */
final class OutcomeLines {
    private OutcomeLines() {}

    static List<String> of(RequestStatus status, ZoneId zone, Locale locale) {
        List<String> lines = new ArrayList<>();
        if (status.failure() != null) {
            lines.addAll(failure(status, status.failure(), locale));
        }
        if (status.cancelled() != null) {
            lines.addAll(cancelled(status.cancelled(), zone));
        }
        if (!status.differences().isEmpty()) {
            lines.add("Read back, and not as it should be:");
            status.differences().forEach(difference -> lines.add("  " + difference(difference)));
        }
        if (!status.undone().isEmpty()) {
            lines.add("Undo, in this order:");
            lines.addAll(Columns.align(
                    status.undone().stream().map(OutcomeLines::cells).toList()));
        }
        lines.addAll(remains(status));
        return lines;
    }

    private static List<String> failure(RequestStatus status, AzureFailure failure, Locale locale) {
        List<String> lines = new ArrayList<>();
        lines.add("Failed" + (status.failedStep() == null ? "" : " at " + status.failedStep()) + ", while "
                + failure.doing() + ":");
        lines.add("  " + failure.code() + ": " + failure.message());
        lines.add("  resource " + failure.resource());
        lines.add("  " + ObstacleText.move(failure.whoseMove(), locale));
        inTheWay(failure, locale).ifPresent(line -> lines.add("  " + line));
        if (!failure.requestId().isEmpty()) {
            lines.add("  Azure's request id " + failure.requestId() + ", correlation id " + failure.correlationId());
        }
        return lines;
    }

    private static List<String> cancelled(Cancelled cancelled, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add("Cancelled at " + Times.of(cancelled.at(), zone) + ": " + cancelled.reason());
        List<List<String>> begun = cancelled.steps().stream()
                .filter(step -> step.startedAt() != null)
                .map(step -> List.of("  " + StateText.of(step.state()), step.stepId()))
                .toList();
        lines.add(begun.isEmpty() ? "  Nothing had begun then." : "What there was at that moment:");
        lines.addAll(Columns.align(begun));
        return lines;
    }

    /** Where it says more than whose move it is. */
    private static Optional<String> inTheWay(AzureFailure failure, Locale locale) {
        Obstacle obstacle = Obstacle.ofAzure(failure.code(), failure.message(), failure.whoseMove());
        return switch (obstacle) {
            case INPUT, AZURE, PALISADE, NONE -> Optional.empty();
            default ->
                Optional.of(ObstacleText.sentence(obstacle, locale) + " " + ObstacleText.remedy(obstacle, locale));
        };
    }

    private static String difference(Difference difference) {
        return difference.stepId() + " " + difference.field() + " is " + difference.found() + ", should be "
                + difference.wanted();
    }

    private static List<String> cells(Undone undone) {
        return List.of("  " + StateText.of(undone.result()), undone.stepId(), undone.explanation());
    }

    private static List<String> remains(RequestStatus status) {
        List<String> lines = new ArrayList<>();
        status.undone().stream()
                .filter(Undone::remains)
                .forEach(undone -> lines.add("  " + undone.resource() + ": " + undone.explanation()));
        if (!lines.isEmpty()) {
            lines.add(0, "What remains of it:");
        } else if (status.state() == RequestState.ROLLED_BACK) {
            lines.add("Nothing of it remains.");
        }
        return lines;
    }
}
