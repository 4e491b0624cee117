package dev.palisade.acceptance;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.List;
import java.util.stream.Collectors;

/** What must be known of a proof that failed, to repeat it and to understand it. */
final class Report {
    private static final int LONGEST = 300;

    private Report() {}

    /**
     * Runs a proof. If it fails, its failure also says how to repeat it, what the requests' histories were, and what has changed in Azure.
     *
     * @param then Azure before what is proved
     */
    static void unlessItHolds(Scene scene, Azure then, List<String> requests, Runnable proof) {
        try {
            proof.run();
        } catch (AssertionError | RuntimeException failed) {
            throw new AssertionError(failed.getMessage() + "\n" + told(scene, then, requests, failed), failed);
        }
    }

    /** What cannot be told must not hide what failed. */
    private static String told(Scene scene, Azure then, List<String> requests, Throwable failed) {
        try {
            return of(scene, then, requests);
        } catch (RuntimeException untold) {
            failed.addSuppressed(untold);
            return "Again: " + Proving.now().command() + "\nThe rest cannot be told: " + untold;
        }
    }

    private static String of(Scene scene, Azure then, List<String> requests) {
        return "Again: " + Proving.now().command() + "\n"
                + requests.stream()
                        .map(id -> scene.environment().group() + "-" + id)
                        .map(id -> "History of " + id + ":\n" + history(scene, id))
                        .collect(Collectors.joining())
                + "Azure was asked:\n" + lines(scene.asked())
                + "Azure is not as it was:\n"
                + lines(then.changesTo(scene.now()).stream()
                        .map(Azure.Change::toString)
                        .toList());
    }

    private static String history(Scene scene, String id) {
        if (scene.stack().requests().status(id).isEmpty()) {
            return "  there is none, or no worker answers\n";
        }
        return lines(scene.stack().requests().history(id).stream()
                .filter(event -> !isTask(event))
                .map(Report::inBrief)
                .toList());
    }

    private static boolean isTask(HistoryEvent event) {
        return event.getEventType().name().startsWith("EVENT_TYPE_WORKFLOW_TASK");
    }

    private static String inBrief(HistoryEvent event) {
        String what = event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED
                ? event.getActivityTaskScheduledEventAttributes()
                                .getActivityType()
                                .getName() + " "
                        + event.getUserMetadata().getSummary().getData().toStringUtf8()
                : switch (event.getEventType()) {
                    case EVENT_TYPE_ACTIVITY_TASK_FAILED ->
                        event.getActivityTaskFailedEventAttributes()
                                .getFailure()
                                .getMessage();
                    case EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT ->
                        event.getActivityTaskTimedOutEventAttributes()
                                .getFailure()
                                .getMessage();
                    case EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED ->
                        event.getWorkflowExecutionSignaledEventAttributes().getSignalName();
                    default -> "";
                };
        String type = event.getEventType().name().substring("EVENT_TYPE_".length());
        return event.getEventId() + " " + type + " " + what;
    }

    private static String lines(List<String> lines) {
        return lines.stream()
                .map(line -> "  " + line.substring(0, Math.min(LONGEST, line.length())) + "\n")
                .collect(Collectors.joining());
    }
}
