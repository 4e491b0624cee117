package dev.palisade.client.setup;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.palisade.workflows.contract.TemporalNames;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Makes a namespace fit for Palisade: it is there, it remembers ids for 30 days, it knows the search attributes. */
public final class NamespaceSetup {
    /** Also how long a request id counts as used: Temporal forgets it with the history. */
    public static final int RETENTION_DAYS = 30;

    private static final Duration RETENTION = Durations.fromDays(RETENTION_DAYS);
    private static final long PROPAGATION_LIMIT_SECONDS = 30;

    private final WorkflowServiceStubs stubs;

    public NamespaceSetup(WorkflowServiceStubs stubs) {
        this.stubs = stubs;
    }

    /** What it changed, in plain words; empty if all was there. A longer retention stays. */
    public List<String> ensure(String namespace) throws InterruptedException {
        List<String> changed = new ArrayList<>();
        if (register(namespace)) {
            changed.add("registered namespace " + namespace + " with a retention of " + RETENTION_DAYS + " days");
        } else if (lengthenRetention(namespace)) {
            changed.add("raised the retention of namespace " + namespace + " to " + RETENTION_DAYS + " days");
        }
        List<String> added = addAttributes(namespace);
        if (!added.isEmpty()) {
            changed.add("added search attributes " + String.join(", ", added));
        }
        return changed;
    }

    private boolean register(String namespace) {
        try {
            var unused = stubs.blockingStub()
                    .registerNamespace(RegisterNamespaceRequest.newBuilder()
                            .setNamespace(namespace)
                            .setDescription("Palisade's requests and environments")
                            .setWorkflowExecutionRetentionPeriod(RETENTION)
                            .build());
            return true;
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.ALREADY_EXISTS) {
                return false;
            }
            throw e;
        }
    }

    private boolean lengthenRetention(String namespace) {
        Duration retention = stubs.blockingStub()
                .describeNamespace(DescribeNamespaceRequest.newBuilder()
                        .setNamespace(namespace)
                        .build())
                .getConfig()
                .getWorkflowExecutionRetentionTtl();
        if (Durations.compare(retention, RETENTION) >= 0) {
            return false;
        }
        var unused = stubs.blockingStub()
                .updateNamespace(UpdateNamespaceRequest.newBuilder()
                        .setNamespace(namespace)
                        .setConfig(NamespaceConfig.newBuilder().setWorkflowExecutionRetentionTtl(RETENTION))
                        .build());
        return true;
    }

    /** The names of the search attributes that the namespace does not know. */
    public List<String> missingAttributes(String namespace) {
        return missing(operator(), namespace);
    }

    private OperatorServiceStubs operator() {
        return OperatorServiceStubs.newServiceStubs(OperatorServiceStubsOptions.newBuilder()
                .setChannel(stubs.getRawChannel())
                .validateAndBuildWithDefaults());
    }

    private List<String> addAttributes(String namespace) throws InterruptedException {
        OperatorServiceStubs operator = operator();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PROPAGATION_LIMIT_SECONDS);
        while (true) {
            try {
                return addMissing(operator, namespace);
            } catch (StatusRuntimeException e) {
                // A namespace just registered is known to the whole server only after its caches were refreshed.
                if (e.getStatus().getCode() != Status.Code.NOT_FOUND || System.nanoTime() > deadline) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private static List<String> missing(OperatorServiceStubs operator, String namespace) {
        Set<String> known = operator.blockingStub()
                .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                        .setNamespace(namespace)
                        .build())
                .getCustomAttributesMap()
                .keySet();
        return TemporalNames.SEARCH_ATTRIBUTES.stream()
                .map(SearchAttributeKey::getName)
                .filter(name -> !known.contains(name))
                .toList();
    }

    private static List<String> addMissing(OperatorServiceStubs operator, String namespace) {
        List<String> missing = missing(operator, namespace);
        if (!missing.isEmpty()) {
            AddSearchAttributesRequest.Builder request =
                    AddSearchAttributesRequest.newBuilder().setNamespace(namespace);
            missing.forEach(name -> request.putSearchAttributes(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
            var unused = operator.blockingStub().addSearchAttributes(request.build());
        }
        return missing;
    }
}
