package dev.palisade.workflows.fake;

import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.payload.Payloads;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Instant;

/** A server that skips time, and knows our conversion of payloads and our search attributes. */
public final class SkippedTime {
    private SkippedTime() {}

    public static TestWorkflowEnvironment server(Instant beginning) {
        return server(beginning, new LostTasks());
    }

    /** @param lost hears of what the server loses */
    public static TestWorkflowEnvironment server(Instant beginning, LostTasks lost) {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
                .setInitialTime(beginning)
                .setWorkflowServiceStubsOptions(WorkflowServiceStubsOptions.newBuilder()
                        .addGrpcClientInterceptor(lost)
                        .build())
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setIdentity("stage")
                        .setDataConverter(Payloads.converter())
                        .build());
        TemporalNames.SEARCH_ATTRIBUTES.forEach(
                key -> options.registerSearchAttribute(key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
        return TestWorkflowEnvironment.newInstance(options.build());
    }
}
