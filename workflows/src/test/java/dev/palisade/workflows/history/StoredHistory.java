package dev.palisade.workflows.history;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.payload.Payloads;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.SearchAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DataConverter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One file of {@code src/test/resources/histories}, and what happens in it. */
record StoredHistory(String name, String json, List<HistoryEvent> events) {
    private static final Path FOLDER = Path.of("src/test/resources/histories");
    private static final String SUFFIX = ".json";
    private static final Pattern PAYLOAD = Pattern.compile("\"data\": \"([^\"]*)\"");
    private static final DataConverter CONVERTER = Payloads.converter();

    static List<StoredHistory> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(StoredHistory::read).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static boolean exists(String name) {
        return Files.exists(file(name));
    }

    /** @throws IllegalStateException if there is one of that name: it stands for requests that may be running */
    static void store(String name, WorkflowExecutionHistory history) {
        if (exists(name)) {
            throw new IllegalStateException(file(name)
                    + " is stored already, and a stored history is never replaced. Record under another name.");
        }
        try {
            Files.writeString(file(name), history.toJson(true));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path file(String name) {
        return FOLDER.resolve(name + SUFFIX);
    }

    private static StoredHistory read(Path file) {
        try {
            String json = Files.readString(file);
            return new StoredHistory(
                    file.getFileName().toString().replace(SUFFIX, ""),
                    json,
                    WorkflowExecutionHistory.fromJson(json).getEvents());
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException(file + " is no history", broken);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** All that is in it, with what payloads hold. */
    String text() {
        StringBuilder text = new StringBuilder(json);
        PAYLOAD.matcher(json)
                .results()
                .forEach(data -> text.append('\n')
                        .append(new String(
                                Base64.getDecoder().decode(data.group(1).replace("\\u003d", "=")),
                                StandardCharsets.UTF_8)));
        return text.toString();
    }

    String workflowType() {
        return events.get(0)
                .getWorkflowExecutionStartedEventAttributes()
                .getWorkflowType()
                .getName();
    }

    /** Empty for another workflow than a request's. */
    Optional<Request> request() {
        var input = events.get(0).getWorkflowExecutionStartedEventAttributes().getInput();
        return workflowType().equals("Request")
                ? Optional.of(CONVERTER.fromPayloads(0, Optional.of(input), Request.class, Request.class))
                : Optional.empty();
    }

    /** Empty for what is not a request, or not at rest. */
    Optional<RequestStatus> result() {
        return events.stream()
                .filter(event ->
                        workflowType().equals("Request") && event.hasWorkflowExecutionCompletedEventAttributes())
                .map(event ->
                        event.getWorkflowExecutionCompletedEventAttributes().getResult())
                .findFirst()
                .map(result ->
                        CONVERTER.fromPayloads(0, Optional.of(result), RequestStatus.class, RequestStatus.class));
    }

    /** The states that the request showed, by name. */
    Stream<String> states() {
        return events.stream()
                .flatMap(StoredHistory::searchAttributes)
                .map(attributes -> attributes.getIndexedFieldsMap().get(TemporalNames.STATE.getName()))
                .filter(Objects::nonNull)
                .map(StoredHistory::text);
    }

    private static Stream<SearchAttributes> searchAttributes(HistoryEvent event) {
        if (event.hasWorkflowExecutionStartedEventAttributes()) {
            return Stream.of(event.getWorkflowExecutionStartedEventAttributes().getSearchAttributes());
        }
        return event.hasUpsertWorkflowSearchAttributesEventAttributes()
                ? Stream.of(
                        event.getUpsertWorkflowSearchAttributesEventAttributes().getSearchAttributes())
                : Stream.empty();
    }

    /** Types of what was called: activities, and local ones. */
    Stream<String> activities() {
        Stream<String> remote = events.stream()
                .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
                .map(event -> event.getActivityTaskScheduledEventAttributes()
                        .getActivityType()
                        .getName());
        return Stream.concat(remote, markers("LocalActivity", "type"));
    }

    Stream<String> signals() {
        return events.stream()
                .filter(HistoryEvent::hasWorkflowExecutionSignaledEventAttributes)
                .map(event ->
                        event.getWorkflowExecutionSignaledEventAttributes().getSignalName());
    }

    Stream<String> updates() {
        return events.stream()
                .filter(HistoryEvent::hasWorkflowExecutionUpdateAcceptedEventAttributes)
                .map(event -> event.getWorkflowExecutionUpdateAcceptedEventAttributes()
                        .getAcceptedRequest()
                        .getInput()
                        .getName());
    }

    /** The changes of the code, by their {@code getVersion} ids, that it went the new way of. */
    Stream<String> changes() {
        return markers("Version", "changeId");
    }

    private Stream<String> markers(String marker, String detail) {
        return events.stream()
                .filter(HistoryEvent::hasMarkerRecordedEventAttributes)
                .map(HistoryEvent::getMarkerRecordedEventAttributes)
                .filter(recorded -> recorded.getMarkerName().equals(marker))
                .map(recorded -> text(recorded.getDetailsOrThrow(detail).getPayloads(0)));
    }

    private static String text(Payload payload) {
        return CONVERTER.fromPayload(payload, String.class, String.class);
    }
}
