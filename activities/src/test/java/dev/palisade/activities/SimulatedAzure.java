package dev.palisade.activities;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.ArmClient;
import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.activities.arm.OperationSealer;
import dev.palisade.local.arm.ArmSimulator;
import dev.palisade.local.arm.SimulatorOptions;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.planning.document.DocumentReader;
import dev.palisade.planning.plan.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The example's Azure in a simulator, with the stories told to it. */
final class SimulatedAzure implements AutoCloseable {
    static final String SUBNET = "subnet/mynetwork/default";
    static final String STORAGE = "storage/wsstorage7c1";
    static final String COMPUTE = "compute/cpucluster";
    static final String CLUSTER = "cluster/myaks";

    private static final Path EXAMPLES = Path.of("..", "examples");

    final ArmSimulator azure =
            ArmSimulator.start(new SimulatorOptions(0, Stories.SPEED, null, EXAMPLES.resolve("world.json")));
    final JsonNode document = document();
    final String environment = DocumentReader.read(document).document().environmentId();
    final Stories stories =
            new Stories(environment, azure.baseUrl(), new OperationSealer(new byte[OperationSealer.KEY_BYTES]));

    /** Another client of the same Azure. */
    final ArmClient somebodyElse = ArmClient.of(Stories.settings(azure.baseUrl(), AzureSettings.HTTP_TIMEOUT));

    /** The step as the planner makes it from the world as it is now. */
    Step step(String id) {
        return stories.prepare(document).plan().steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    JsonNode resource(Step step) {
        return azure.resource(step.resource().toString()).orElseThrow();
    }

    boolean exists(Step step) {
        return azure.resource(step.resource().toString()).isPresent();
    }

    /** How many requests really had this effect on the step's resource. */
    long effects(Step step, Effect effect) {
        return azure.audit().stream()
                .filter(entry -> entry.effect() == effect)
                .filter(entry -> String.valueOf(entry.resource())
                        .toLowerCase(Locale.ROOT)
                        .equals(step.resource().key()))
                .count();
    }

    private static JsonNode document() {
        try {
            return DocumentReader.read(Files.readString(EXAMPLES.resolve("secure-environment.yaml")))
                    .body();
        } catch (IOException missing) {
            throw new IllegalStateException("The example is not where it was", missing);
        }
    }

    @Override
    public void close() {
        stories.close();
        azure.close();
    }
}
