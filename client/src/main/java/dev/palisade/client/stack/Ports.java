package dev.palisade.client.stack;

import dev.palisade.client.failure.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the parts of a local stack listen, all on 127.0.0.1. */
public record Ports(int temporal, int webUi, int serviceBus, int serviceBusHttp, int azure, int worker) {
    private static final int COUNT = 6;

    /** Ports that nobody has at this moment, all different. */
    public static Ports free() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < COUNT; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
            return new Ports(ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4), ports.get(5));
        } catch (IOException e) {
            throw new UncheckedIOException("There is no free port on 127.0.0.1", e);
        } finally {
            held.forEach(Ports::release);
        }
    }

    /** @throws CommandFailure naming every port that is taken, and the option that chooses another */
    void requireFree(boolean withTemporal) {
        List<String> taken = new ArrayList<>();
        options(withTemporal).forEach((option, port) -> {
            if (inUse(port)) {
                taken.add("Port " + port + " on 127.0.0.1 is in use: stop what listens there, or choose another with "
                        + option + ".");
            }
        });
        if (!taken.isEmpty()) {
            throw CommandFailure.unavailable(String.join(System.lineSeparator(), taken));
        }
    }

    private Map<String, Integer> options(boolean withTemporal) {
        Map<String, Integer> options = new LinkedHashMap<>();
        if (withTemporal) {
            options.put("--temporal-port", temporal);
            options.put("--ui-port", webUi);
        }
        options.put("--servicebus-port", serviceBus);
        options.put("--servicebus-http-port", serviceBusHttp);
        options.put("--azure-port", azure);
        options.put("--worker-port", worker);
        return options;
    }

    private static boolean inUse(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
