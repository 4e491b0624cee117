package dev.palisade.acceptance.stack;

import dev.palisade.local.arm.ArmSimulator;
import dev.palisade.local.arm.SimulatorOptions;
import java.nio.file.Path;

/** Everything that runs, with broker, worker and Temporal as processes of their own: any of them can be killed and comes again. */
public final class MortalStack implements AutoCloseable {
    private static final String CONFIG = """
            {"UserConfig": {"Namespaces": [{"Name": "sbemulatorns",
              "Queues": [{"Name": "%s", "Properties": {"LockDuration": "PT15S", "MaxDeliveryCount": 10}}],
              "Topics": [{"Name": "%s", "Subscriptions": [{"Name": "all", "Properties": {}}]}]}]}}
            """.formatted(LocalStack.QUEUE, LocalStack.OUTCOMES);

    private final Parts parts;
    private final ArmSimulator arm;
    private final BrokerProcess broker;
    private final WorkerProcess worker;
    private final TemporalProcess temporal;

    /** Starts all parts; the worker is ready when this returns. */
    public static MortalStack start(Path directory, double speed) {
        Parts parts = new Parts();
        try {
            MortalStack stack = new MortalStack(directory, speed, parts);
            stack.broker.start();
            stack.worker.start();
            return stack;
        } catch (RuntimeException notReady) {
            try (parts) {
                throw notReady;
            }
        }
    }

    private MortalStack(Path directory, double speed, Parts parts) {
        this.parts = parts;
        arm = parts.add(ArmSimulator.start(new SimulatorOptions(0, speed, null, null)));
        broker = parts.add(new BrokerProcess(directory, CONFIG));
        temporal = parts.add(TemporalProcess.start(directory.resolve("temporal.db")));
        worker = parts.add(new WorkerProcess(
                directory,
                new WorkerSettings(temporal.target(), arm.baseUrl(), speed, LocalStackOptions.CONCURRENCY).yaml(),
                broker.connectionString()));
    }

    public ArmSimulator arm() {
        return arm;
    }

    public BrokerProcess broker() {
        return broker;
    }

    public WorkerProcess worker() {
        return worker;
    }

    public TemporalProcess temporal() {
        return temporal;
    }

    @Override
    public void close() {
        parts.close();
    }
}
