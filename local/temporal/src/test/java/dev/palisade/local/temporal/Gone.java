package dev.palisade.local.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/** Whether a server process has gone. */
final class Gone {
    private Gone() {}

    static void assertGone(ProcessHandle server, int port) {
        assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(60));
        assertThat(listens(port)).as("something listens on port " + port).isFalse();
    }

    static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
