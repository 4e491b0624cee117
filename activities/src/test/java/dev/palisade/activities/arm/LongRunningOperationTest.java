package dev.palisade.activities.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.activities.arm.LongRunningOperation.Progress;
import dev.palisade.workflows.contract.Operation.Style;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of ARM's protocol. In the body column a bare word is a provisioningState (first answers) or as the test says. */
class LongRunningOperationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0} {1} body={2} async={3} location={4} -> {5}")
    @CsvSource({
        "PUT,    200, -,         no,  no,  done",
        "PUT,    200, none,      no,  no,  done",
        "PUT,    200, Succeeded, no,  no,  done",
        "PUT,    200, Succeeded, yes, yes, done",
        "PUT,    200, succeeded, yes, no,  done",
        "PUT,    200, none,      yes, no,  done",
        "PUT,    200, Updating,  yes, no,  ASYNC_OPERATION",
        "PUT,    200, Updating,  yes, yes, ASYNC_OPERATION",
        "PUT,    200, Updating,  no,  yes, RESOURCE",
        "PUT,    200, Updating,  no,  no,  RESOURCE",
        "PUT,    200, Failed,    no,  no,  failed",
        "PUT,    200, Canceled,  no,  no,  failed",
        "PATCH,  200, none,      no,  no,  done",
        "PATCH,  200, Updating,  no,  no,  RESOURCE",
        "PATCH,  202, -,         no,  yes, LOCATION",
        "PUT,    201, Succeeded, no,  no,  done",
        "PUT,    201, Succeeded, yes, no,  done",
        "PUT,    201, Creating,  yes, no,  ASYNC_OPERATION",
        "PUT,    201, none,      yes, no,  ASYNC_OPERATION",
        "PUT,    201, -,         yes, no,  ASYNC_OPERATION",
        "PUT,    201, Creating,  no,  yes, RESOURCE",
        "PUT,    201, Creating,  no,  no,  RESOURCE",
        "PUT,    201, none,      no,  no,  done",
        "PUT,    201, -,         no,  no,  RESOURCE",
        "PUT,    201, Failed,    no,  no,  failed",
        "PUT,    202, -,         yes, no,  ASYNC_OPERATION",
        "PUT,    202, -,         yes, yes, ASYNC_OPERATION",
        "PUT,    202, Creating,  no,  yes, LOCATION",
        "PUT,    202, Creating,  no,  no,  failed",
        "PUT,    204, -,         no,  no,  done",
        "PUT,    206, -,         no,  no,  failed",
        "DELETE, 200, Deleting,  yes, yes, done",
        "POST,   200, -,         yes, no,  done",
        "DELETE, 202, -,         yes, yes, ASYNC_OPERATION",
        "DELETE, 202, -,         no,  yes, LOCATION",
        "DELETE, 202, -,         no,  no,  failed",
        "POST,   202, -,         no,  yes, LOCATION",
        "DELETE, 204, -,         no,  no,  done"
    })
    void firstAnswersAreReadByThisTable(
            String method, int status, String state, String async, String location, String expected) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (async.equals("yes")) {
            headers.put("Azure-AsyncOperation", "https://arm.example/operations/1");
        }
        if (location.equals("yes")) {
            headers.put("LOCATION", "https://arm.example/results/1");
        }
        ArmAnswer answer = new ArmAnswer(status, headers, provisioningState(state));

        Progress progress = LongRunningOperation.first(HttpMethod.valueOf(method), answer);

        assertThat(named(progress)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} body={2} -> {3}")
    @CsvSource({
        "ASYNC_OPERATION, 200, Succeeded,             done",
        "ASYNC_OPERATION, 200, SUCCEEDED,             done",
        "ASYNC_OPERATION, 201, Succeeded,             done",
        "ASYNC_OPERATION, 200, InProgress,            ASYNC_OPERATION",
        "ASYNC_OPERATION, 202, Running,               ASYNC_OPERATION",
        "ASYNC_OPERATION, 200, ProvisionControlPlane, ASYNC_OPERATION",
        "ASYNC_OPERATION, 200, Cancelled,             ASYNC_OPERATION",
        "ASYNC_OPERATION, 200, Failed,                failed",
        "ASYNC_OPERATION, 200, failed,                failed",
        "ASYNC_OPERATION, 200, Canceled,              failed",
        "ASYNC_OPERATION, 200, none,                  failed",
        "ASYNC_OPERATION, 200, -,                     ASYNC_OPERATION",
        "ASYNC_OPERATION, 204, -,                     failed",
        "ASYNC_OPERATION, 400, none,                  failed",
        "ASYNC_OPERATION, 401, none,                  ASYNC_OPERATION",
        "ASYNC_OPERATION, 403, none,                  failed",
        "ASYNC_OPERATION, 404, none,                  RESOURCE",
        "ASYNC_OPERATION, 408, -,                     ASYNC_OPERATION",
        "ASYNC_OPERATION, 429, none,                  ASYNC_OPERATION",
        "ASYNC_OPERATION, 500, -,                     ASYNC_OPERATION",
        "ASYNC_OPERATION, 503, Failed,                ASYNC_OPERATION",
        "LOCATION,        200, -,                     done",
        "LOCATION,        201, none,                  done",
        "LOCATION,        202, -,                     LOCATION",
        "LOCATION,        204, -,                     done",
        "LOCATION,        400, none,                  failed",
        "LOCATION,        401, none,                  LOCATION",
        "LOCATION,        404, none,                  RESOURCE",
        "LOCATION,        409, none,                  failed",
        "LOCATION,        429, -,                     LOCATION",
        "LOCATION,        502, -,                     LOCATION"
    })
    void answersOfAnOperationAreReadByThisTable(Style style, int status, String word, String expected) {
        JsonNode body = word.equals("-")
                ? null
                : word.equals("none")
                        ? JSON.createObjectNode()
                        : JSON.createObjectNode().put("status", word);

        assertThat(named(LongRunningOperation.poll(style, new ArmAnswer(status, Map.of(), body))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "200, Succeeded, done",
        "200, none,      done",
        "200, Updating,  RESOURCE",
        "200, Scaling,   RESOURCE",
        "200, Failed,    failed",
        "200, canceled,  failed",
        "200, -,         failed",
        "404, none,      RESOURCE",
        "403, none,      failed",
        "429, none,      RESOURCE",
        "500, -,         RESOURCE"
    })
    void aResourceIsReadByItsProvisioningState(int status, String state, String expected) {
        ArmAnswer answer = new ArmAnswer(status, Map.of(), provisioningState(state));

        assertThat(named(LongRunningOperation.poll(Style.RESOURCE, answer))).isEqualTo(expected);
    }

    @Test
    void aNewLocationReplacesTheOneThatWasAsked() {
        ArmAnswer answer = new ArmAnswer(202, Map.of("Location", "https://arm.example/results/2"), null);

        assertThat(LongRunningOperation.poll(Style.LOCATION, answer))
                .isEqualTo(new Progress.Pending(Style.LOCATION, "https://arm.example/results/2", "InProgress"));
    }

    @Test
    void thePendingWordIsAzuresOwn() {
        ArmAnswer answer = new ArmAnswer(200, Map.of(), JSON.createObjectNode().put("status", "ProvisionControlPlane"));

        assertThat(LongRunningOperation.poll(Style.ASYNC_OPERATION, answer))
                .isInstanceOfSatisfying(
                        Progress.Pending.class,
                        pending -> assertThat(pending.word()).isEqualTo("ProvisionControlPlane"));
    }

    @Test
    void aLateFailureKeepsAzuresCodeAndMessage() throws Exception {
        JsonNode body = JSON.readTree("""
                {"status":"Failed","error":{"code":"QuotaExceeded","message":"Provisioning failed.",
                 "details":[{"code":"OutOfCores","message":"Cores needed: 12."}]}}""");

        Progress progress = LongRunningOperation.poll(Style.ASYNC_OPERATION, new ArmAnswer(200, Map.of(), body));

        assertThat(progress).isInstanceOfSatisfying(Progress.Failed.class, failed -> {
            assertThat(failed.error().code()).isEqualTo("QuotaExceeded");
            assertThat(failed.error().message()).isEqualTo("Provisioning failed. Cores needed: 12.");
        });
    }

    @Test
    void aFailedResourceTellsWhyWhereItDoes() throws Exception {
        JsonNode body = JSON.readTree("""
                {"properties":{"provisioningState":"Failed","provisioningErrors":[
                 {"error":{"code":"SubnetIsFull","message":"No address is left."}}]}}""");

        assertThat(LongRunningOperation.poll(Style.RESOURCE, new ArmAnswer(200, Map.of(), body)))
                .isInstanceOfSatisfying(
                        Progress.Failed.class,
                        failed -> assertThat(failed.error().code()).isEqualTo("SubnetIsFull"));
    }

    private static JsonNode provisioningState(String state) {
        return switch (state) {
            case "-" -> null;
            case "none" -> JSON.createObjectNode();
            default ->
                JSON.createObjectNode()
                        .set("properties", JSON.createObjectNode().put("provisioningState", state));
        };
    }

    private static String named(Progress progress) {
        if (progress instanceof Progress.Pending pending) {
            return pending.style().name();
        }
        return progress instanceof Progress.Done ? "done" : "failed";
    }
}
