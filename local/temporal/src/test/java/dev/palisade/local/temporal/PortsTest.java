package dev.palisade.local.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void zeroTakesTwoFreePorts() {
        Ports ports = Ports.claim(0, 0);

        assertThat(ports.grpc()).isPositive().isNotEqualTo(ports.ui());
        assertThat(ports.ui()).isPositive();
        assertThat(Ports.claim(ports.grpc(), ports.ui()))
                .as("they are free again afterwards")
                .isEqualTo(ports);
    }

    @Test
    void everyPortInUseIsNamedWithItsRemedy() throws IOException {
        try (ServerSocket one = listening();
                ServerSocket other = listening()) {
            assertThatThrownBy(() -> Ports.claim(one.getLocalPort(), other.getLocalPort()))
                    .isInstanceOf(RefusedStartException.class)
                    .hasMessageContaining("Port " + one.getLocalPort() + " for gRPC on 127.0.0.1")
                    .hasMessageContaining("choose another with --port")
                    .hasMessageContaining("Port " + other.getLocalPort() + " for the Web UI on 127.0.0.1")
                    .hasMessageContaining("choose another with --ui-port");
        }
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
