package dev.palisade.workflows.history;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.Undone;
import io.temporal.activity.ActivityInterface;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.metadata.POJOActivityInterfaceMetadata;
import io.temporal.common.metadata.POJOActivityMethodMetadata;
import io.temporal.common.metadata.POJOWorkflowInterfaceMetadata;
import io.temporal.common.metadata.POJOWorkflowMethodMetadata;
import io.temporal.common.metadata.WorkflowMethodType;
import io.temporal.workflow.WorkflowInterface;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be asked, said and come of it is what the code itself lists; each of these is in a stored history, which is replayed. */
class StoredHistoriesTest {
    private static final List<StoredHistory> STORED = StoredHistory.all();
    private static final JavaClasses CONTRACT =
            new ClassFileImporter().importPackages("dev.palisade.workflows.contract");
    /** Where the code goes one way or another by the age of a history. */
    private static final Pattern CHANGE = Pattern.compile("getVersion\\(\\s*(\\w+),");

    private static final Pattern OF_A_MACHINE =
            Pattern.compile("\\d+@[\\w.-]+|/(home|root|work|tmp|Users)/|[?&]sig=|Bearer |AccountKey=|SharedAccessKey=");

    @Test
    void everyKindOfRequest() {
        assertThat(requests(Request::type)).containsExactlyInAnyOrder(RequestType.values());
    }

    @Test
    void everyRestingState() {
        assertThat(results(status -> Stream.of(status.state())))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(RequestState.values())
                        .filter(RequestState::resting)
                        .toList());
    }

    @Test
    void everyStateThatPeopleSearchFor() {
        Set<String> states = names(RequestState.values());
        // Of this one Temporal's list is not told: it lasts for moments.
        states.remove(RequestState.VERIFYING.name());

        assertThat(found(StoredHistory::states)).isEqualTo(states);
    }

    @Test
    void everyEndOfAStepAndOfItsUndo() {
        assertThat(results(status -> status.steps().stream().map(step -> step.state())))
                .contains(StepState.DONE, StepState.FAILED, StepState.NOT_BEGUN, StepState.UNDONE);
        assertThat(results(status -> status.undone().stream().map(Undone::result)))
                .containsExactlyInAnyOrder(Undone.Result.values());
    }

    @Test
    void everyWorkflow() {
        assertThat(found(history -> Stream.of(history.workflowType()))).isEqualTo(called(WorkflowMethodType.WORKFLOW));
    }

    @Test
    void everyWorkflowCanBeRecordedAnew() {
        Map<String, Supplier<WorkflowExecutionHistory>> recordings = Recordings.all();

        assertThat(Stream.of("ready", "environment", "parent", "pauses")
                        .map(name -> recordings.get(name).get())
                        .map(StoredHistoriesTest::workflowType))
                .containsExactlyInAnyOrderElementsOf(called(WorkflowMethodType.WORKFLOW));
    }

    @Test
    void everySignalAndEveryUpdate() {
        assertThat(found(StoredHistory::signals)).isEqualTo(called(WorkflowMethodType.SIGNAL));
        assertThat(found(StoredHistory::updates)).isEqualTo(called(WorkflowMethodType.UPDATE));
    }

    @Test
    void everyActivity() {
        assertThat(found(StoredHistory::activities))
                .containsExactlyInAnyOrderElementsOf(ofContract(ActivityInterface.class)
                        .flatMap(type -> POJOActivityInterfaceMetadata.newInstance(type).getMethodsMetadata().stream())
                        .map(POJOActivityMethodMetadata::getActivityTypeName)
                        .toList());
    }

    @Test
    void everyWayThatTheCodeGoesByTheAgeOfAHistory() throws IOException {
        Set<String> changes = changesInTheCode();

        assertThat(changes).isNotEmpty();
        assertThat(found(StoredHistory::changes))
                .as("changes that histories went the new way of")
                .isEqualTo(changes);
    }

    @Test
    void noHistoryHoldsASecretOrTellsOfTheMachineThatRecordedIt() {
        assertThat("\"identity\": \"1234@laptop\"").containsPattern(OF_A_MACHINE);
        assertThat(STORED)
                .as("payloads are read too")
                .anyMatch(history ->
                        history.text().contains("\"environment\":\"/subscriptions/s/resourcegroups/mygroup"));
        assertThat(STORED.stream().flatMap(StoredHistoriesTest::tellTales)).isEmpty();
    }

    @Test
    void aStoredHistoryIsNeverReplaced() throws IOException {
        StoredHistory first = STORED.get(0);

        assertThatThrownBy(() -> StoredHistory.store(first.name(), WorkflowExecutionHistory.fromJson(first.json())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("never replaced");
    }

    private static String workflowType(WorkflowExecutionHistory history) {
        return history.getEvents()
                .get(0)
                .getWorkflowExecutionStartedEventAttributes()
                .getWorkflowType()
                .getName();
    }

    private static Stream<String> tellTales(StoredHistory history) {
        return OF_A_MACHINE.matcher(history.text()).results().map(found -> history.name() + ": " + found.group());
    }

    private static <T> Set<T> requests(Function<Request, T> what) {
        return STORED.stream()
                .flatMap(history -> history.request().stream())
                .map(what)
                .collect(toSet());
    }

    private static <T> Set<T> results(Function<RequestStatus, Stream<T>> what) {
        return STORED.stream()
                .flatMap(history -> history.result().stream())
                .flatMap(what)
                .collect(toSet());
    }

    private static Set<String> found(Function<StoredHistory, Stream<String>> what) {
        return STORED.stream().flatMap(what).collect(toSet());
    }

    private static Set<String> names(Enum<?>... values) {
        return Arrays.stream(values).map(Enum::name).collect(toSet());
    }

    /** What the contract's workflows can be called by. */
    private static Set<String> called(WorkflowMethodType by) {
        return ofContract(WorkflowInterface.class)
                .flatMap(type -> POJOWorkflowInterfaceMetadata.newInstance(type).getMethodsMetadata().stream())
                .filter(method -> method.getType() == by)
                .map(POJOWorkflowMethodMetadata::getName)
                .collect(toSet());
    }

    private static Stream<Class<?>> ofContract(Class<? extends Annotation> marked) {
        return CONTRACT.stream()
                .filter(type -> type.isInterface() && type.isAnnotatedWith(marked))
                .map(type -> type.reflect());
    }

    private static Set<String> changesInTheCode() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(StoredHistoriesTest::changesIn)
                    .collect(toSet());
        }
    }

    private static Stream<String> changesIn(Path file) {
        String code = text(file);
        return CHANGE.matcher(code).results().map(call -> constant(code, call.group(1)));
    }

    private static String constant(String code, String name) {
        Matcher value = Pattern.compile("String " + name + " =\\s*\"([^\"]+)\"").matcher(code);
        assertThat(value.find()).as("%s is a constant of its own file", name).isTrue();
        return value.group(1);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
