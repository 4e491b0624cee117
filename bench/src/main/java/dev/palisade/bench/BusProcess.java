package dev.palisade.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The local broker alone in a process whose heap is limited, and what its memory looks like from outside. */
final class BusProcess implements AutoCloseable {
    private static final Path JAVA_BIN = Path.of(System.getProperty("java.home"), "bin");
    // Of the heap's parts alone: what follows is not heap.
    private static final Pattern USED = Pattern.compile("(?:heap|generation) +total \\d+K, used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final double KIBIBYTES_PER_MEBIBYTE = 1024.0;

    private final Process process;
    private final String connectionString;

    private BusProcess(Process process, String connectionString) {
        this.process = process;
        this.connectionString = connectionString;
    }

    static BusProcess start(int heapMegabytes, Path config, Path data) throws IOException {
        Process process = new ProcessBuilder(
                        JAVA_BIN.resolve("java").toString(),
                        "-Xmx" + heapMegabytes + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.palisade.local.servicebus.Main",
                        "--port",
                        "0",
                        "--config",
                        config.toString(),
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        if (line == null || !line.contains("Endpoint=")) {
            process.destroy();
            throw new IOException("The broker did not start: " + line);
        }
        return new BusProcess(process, line.substring(line.indexOf("Endpoint=")));
    }

    String connectionString() {
        return connectionString;
    }

    /** What is left of the heap after a full collection. */
    double usedHeapMegabytes() throws IOException {
        ask("GC.run");
        return sum(USED.matcher(ask("GC.heap_info"))) / KIBIBYTES_PER_MEBIBYTE;
    }

    /** What the process holds of the machine's memory. */
    double residentMegabytes() throws IOException {
        String status = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "status"));
        return sum(RESIDENT.matcher(status)) / KIBIBYTES_PER_MEBIBYTE;
    }

    private String ask(String command) throws IOException {
        Process jcmd = new ProcessBuilder(
                        List.of(JAVA_BIN.resolve("jcmd").toString(), String.valueOf(process.pid()), command))
                .redirectErrorStream(true)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static double sum(Matcher numbers) {
        return numbers.results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
