package dev.palisade.local.temporal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** The two ports of a server, both free when they were asked for. */
record Ports(int grpc, int ui) {
    /** Resolves 0 to a free port. Throws {@link RefusedStartException}, naming every port that cannot be had. */
    static Ports claim(int grpc, int ui) {
        List<String> problems = new ArrayList<>();
        // Both sockets are open at once, so that the system does not give the same free port twice.
        try (ServerSocket grpcSocket = new ServerSocket();
                ServerSocket uiSocket = new ServerSocket()) {
            bind(grpcSocket, grpc, "gRPC", "--port", problems);
            bind(uiSocket, ui, "the Web UI", "--ui-port", problems);
            if (!problems.isEmpty()) {
                throw new RefusedStartException(String.join("\n", problems));
            }
            return new Ports(grpcSocket.getLocalPort(), uiSocket.getLocalPort());
        } catch (IOException e) {
            throw new RefusedStartException("Opening a socket on 127.0.0.1 failed: " + e.getMessage() + ".");
        }
    }

    private static void bind(ServerSocket socket, int port, String purpose, String option, List<String> problems) {
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            problems.add(
                    "Port %d for %s on 127.0.0.1 cannot be had (%s): stop what listens there, or choose another with %s (0 takes a free one)."
                            .formatted(port, purpose, e.getMessage(), option));
        }
    }
}
