package dev.palisade.client.doctor;

import dev.palisade.client.failure.FailureLadder;
import dev.palisade.client.setup.NamespaceSetup;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.client.temporal.WorkerQuery;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.payload.Answer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowServiceException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What can be seen through Temporal, from the server to the last open request. */
public final class TemporalExamination {
    private static final String SETUP = "./palisade setup";

    private final TemporalConnection connection;
    private final Duration dedupeHorizon;
    private final Clock clock;

    /** @param dedupeHorizon how old a message may be that the workers take */
    public TemporalExamination(TemporalConnection connection, Duration dedupeHorizon, Clock clock) {
        this.connection = connection;
        this.dedupeHorizon = dedupeHorizon;
        this.clock = clock;
    }

    /** Each stands alone: what Temporal refuses is a line, and the rest is looked at all the same. Where there is no namespace, there is no rest. */
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.addAll(looked("Temporal", () -> List.of(server())));
        checks.addAll(looked("namespace", () -> List.of(namespace())));
        if (!checks.contains(missing())) {
            checks.addAll(looked("search attributes", () -> List.of(searchAttributes())));
            checks.addAll(looked("builds", this::builds));
        }
        return checks;
    }

    private static List<Check> looked(String checked, Supplier<List<Check>> look) {
        try {
            return look.get();
        } catch (StatusRuntimeException | WorkflowServiceException refusal) {
            return List.of(Check.wrong(checked, "cannot be looked at", FailureLadder.temporalSays(refusal)));
        }
    }

    private Check server() {
        String version = connection
                .stubs()
                .blockingStub()
                .getSystemInfo(GetSystemInfoRequest.getDefaultInstance())
                .getServerVersion();
        return Check.ok(
                "Temporal",
                "server " + version + " answers at " + connection.target().address());
    }

    private Check namespace() {
        try {
            return remembering(connection
                    .stubs()
                    .blockingStub()
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(connection.target().namespace())
                            .build())
                    .getConfig());
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return missing();
            }
            throw failure;
        }
    }

    private Check missing() {
        String name = connection.target().namespace();
        return Check.wrong(
                "namespace", "there is no namespace " + name, SETUP + ", or --temporal-namespace for another");
    }

    /** Temporal refuses an id again only for as long as it keeps the request; a worker with a longer horizon than that does not start. */
    private Check remembering(NamespaceConfig config) {
        Duration retention =
                Duration.ofSeconds(config.getWorkflowExecutionRetentionTtl().getSeconds());
        String found = connection.target().namespace() + ", retention " + days(retention);
        if (retention.compareTo(dedupeHorizon) >= 0) {
            return Check.ok("namespace", found);
        }
        return Check.wrong(
                "namespace",
                found + ": forgets requests while a message of " + days(dedupeHorizon) + " is taken still",
                raising() + " Or let the workers take none that is older (dedupeHorizon in their configuration),"
                        + " and tell doctor with --dedupe-horizon.");
    }

    private String raising() {
        return dedupeHorizon.toDays() <= NamespaceSetup.RETENTION_DAYS
                ? SETUP + " raises it to " + NamespaceSetup.RETENTION_DAYS + " days."
                : "Have an operator of this Temporal raise it.";
    }

    private static String days(Duration duration) {
        return duration.toHours() % 24 == 0 ? duration.toDays() + " days" : duration.toHours() + " hours";
    }

    private Check searchAttributes() {
        List<String> missing = new NamespaceSetup(connection.stubs())
                .missingAttributes(connection.target().namespace());
        return missing.isEmpty()
                ? Check.ok("search attributes", "all are there")
                : Check.wrong("search attributes", "missing: " + String.join(", ", missing), SETUP);
    }

    private List<Check> builds() {
        Deployment deployment = new DeploymentReader(connection.client()).read();
        return new BuildChecks(
                        deployment,
                        this::answers,
                        clock.instant(),
                        connection.target().namespace())
                .all();
    }

    private boolean answers(String requestId) {
        WorkflowExecution run = WorkflowExecution.newBuilder()
                .setWorkflowId(Request.WORKFLOW_ID_PREFIX + requestId)
                .build();
        return !(new WorkerQuery(connection.client()).ask(run, "status", RequestStatus.class)
                instanceof Answer.Silence);
    }
}
