package dev.palisade.client.doctor;

import com.google.protobuf.util.Durations;
import dev.palisade.client.setup.NamespaceSetup;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.client.temporal.WorkerQuery;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.payload.Answer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What can be seen through Temporal, from the server to the last open request. */
public final class TemporalExamination {
    private static final String SETUP = "./palisade setup";

    private final TemporalConnection connection;
    private final Clock clock;

    public TemporalExamination(TemporalConnection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /** Ends at the first check without which the others have no meaning. */
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(server());
        Check namespace = namespace();
        checks.add(namespace);
        if (namespace.verdict() == Check.Verdict.OK) {
            checks.add(searchAttributes());
            checks.addAll(builds());
        }
        return checks;
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
        String name = connection.target().namespace();
        try {
            long days = Durations.toDays(connection
                    .stubs()
                    .blockingStub()
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(name)
                            .build())
                    .getConfig()
                    .getWorkflowExecutionRetentionTtl());
            return Check.ok("namespace", name + ", retention " + days + " days");
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Check.wrong(
                        "namespace", "there is no namespace " + name, SETUP + ", or --temporal-namespace for another");
            }
            throw failure;
        }
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
