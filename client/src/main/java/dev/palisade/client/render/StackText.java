package dev.palisade.client.render;

import dev.palisade.client.stack.StackFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Where the parts of a running local stack are. */
public final class StackText {
    private StackText() {}

    public static List<String> of(StackFile stack, Path data, int workerPort) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("  Temporal", stack.temporal(), "namespace " + stack.namespace()));
        if (stack.webUi() != null) {
            rows.add(List.of(
                    "  Temporal Web UI", stack.webUi() + "/namespaces/" + stack.namespace() + "/workflows", ""));
        }
        rows.add(List.of(
                "  Service Bus",
                "sb://" + stack.serviceBus(),
                "queues " + String.join(", ", new TreeMap<>(stack.queues()).values())));
        rows.add(List.of("  Service Bus HTTP", stack.serviceBusHttp(), "sending and administration"));
        rows.add(List.of("  Azure, simulated", stack.azure(), "clock " + speed(stack.speed())));
        rows.add(List.of("  Worker", "http://127.0.0.1:" + workerPort, "health and metrics"));
        rows.add(List.of("  Data and logs", data.toString(), ""));
        return Columns.align(rows);
    }

    private static String speed(double speed) {
        return (speed == Math.rint(speed) ? String.valueOf((long) speed) : String.valueOf(speed))
                + " times as fast as life";
    }
}
