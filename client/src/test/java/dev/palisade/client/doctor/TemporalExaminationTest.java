package dev.palisade.client.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.client.doctor.Check.Verdict;
import dev.palisade.client.temporal.TemporalConnection;
import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalExaminationTest {
    private static final Duration MONTH = Duration.ofDays(30);

    @ParameterizedTest
    @CsvSource({"30, 30", "90, 30", "3, 3"})
    void aNamespaceThatRemembersForAsLongAsAMessageIsTakenIsWell(long retention, long horizon) throws Exception {
        try (RefusingTemporal temporal = new RefusingTemporal(Duration.ofDays(retention))) {
            assertThat(of("namespace", checks(temporal, Duration.ofDays(horizon))))
                    .isEqualTo(Check.ok("namespace", "palisade, retention " + retention + " days"));
        }
    }

    @Test
    void aNamespaceThatForgetsIdsBeforeAMessageIsTooOldIsWrongAndTheRestIsLookedAt() throws Exception {
        try (RefusingTemporal temporal = new RefusingTemporal(Duration.ofHours(71))) {
            List<Check> checks = checks(temporal, MONTH);

            Check namespace = of("namespace", checks);
            assertThat(namespace.verdict()).isEqualTo(Verdict.WRONG);
            assertThat(namespace.found()).contains("retention 71 hours").contains("a message of 30 days");
            assertThat(namespace.remedy())
                    .startsWith("./palisade setup raises it to 30 days.")
                    .contains("dedupeHorizon");
            assertThat(checks)
                    .extracting(Check::checked)
                    .containsExactly("Temporal", "namespace", "search attributes", "current build");
        }
    }

    @Test
    void whatSetupDoesNotMakeIsAnOperatorsMove() throws Exception {
        try (RefusingTemporal temporal = new RefusingTemporal(MONTH)) {
            assertThat(of("namespace", checks(temporal, Duration.ofDays(90))).remedy())
                    .startsWith("Have an operator of this Temporal raise it.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DescribeNamespace,        PERMISSION_DENIED, namespace",
        "DescribeNamespace,        UNAVAILABLE,       namespace",
        "ListSearchAttributes,     PERMISSION_DENIED, search attributes",
        "DescribeWorkerDeployment, PERMISSION_DENIED, builds",
        "DescribeTaskQueue,        UNAUTHENTICATED,   builds",
        "ListWorkflowExecutions,   PERMISSION_DENIED, builds"
    })
    void whatTemporalRefusesIsALineWithWhatHelpsAndTheOthersAreLookedAt(String method, Status.Code code, String checked)
            throws Exception {
        try (RefusingTemporal temporal = new RefusingTemporal(MONTH).refusing(method, code)) {
            List<Check> checks = checks(temporal, MONTH);

            Check refused = of(checked, checks);
            assertThat(temporal.refused()).containsExactly(method);
            assertThat(refused.verdict()).isEqualTo(Verdict.WRONG);
            assertThat(refused.remedy())
                    .contains("no " + method + " for you")
                    .contains(code == Status.Code.UNAVAILABLE ? "Is it running" : "Check the API key");
            assertThat(checks)
                    .extracting(Check::checked)
                    .containsExactly(
                            "Temporal",
                            "namespace",
                            "search attributes",
                            checked.equals("builds") ? "builds" : "current build");
        }
    }

    @Test
    void whereThereIsNoNamespaceThereIsNothingElseToLookAt() throws Exception {
        try (RefusingTemporal temporal =
                new RefusingTemporal(MONTH).refusing("DescribeNamespace", Status.Code.NOT_FOUND)) {
            List<Check> checks = checks(temporal, MONTH);

            assertThat(checks).extracting(Check::checked).containsExactly("Temporal", "namespace");
            assertThat(of("namespace", checks).found()).isEqualTo("there is no namespace palisade");
        }
    }

    private static List<Check> checks(RefusingTemporal temporal, Duration horizon) {
        try (TemporalConnection connection = temporal.connect()) {
            return new TemporalExamination(connection, horizon, Clock.systemUTC()).checks();
        }
    }

    private static Check of(String checked, List<Check> checks) {
        return checks.stream()
                .filter(check -> check.checked().equals(checked))
                .findFirst()
                .orElseThrow();
    }
}
