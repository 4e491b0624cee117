package dev.palisade.client.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.client.failure.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("what is free must stay so for a moment")
class PortsTest {
    @Test
    void everyPortInUseIsNamedWithTheOptionThatChoosesAnother() throws IOException {
        Ports free = Ports.free();
        try (ServerSocket azure = new ServerSocket(free.azure(), 1, InetAddress.getLoopbackAddress());
                ServerSocket worker = new ServerSocket(free.worker(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> free.requireFree(true))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessage(
                            ("Port %d on 127.0.0.1 is in use: stop what listens there, or choose another with --azure-port.%n"
                                            + "Port %d on 127.0.0.1 is in use: stop what listens there, or choose another with --worker-port.")
                                    .formatted(azure.getLocalPort(), worker.getLocalPort()));
        }
        free.requireFree(true);
    }

    @Test
    void temporalsPortsDoNotMatterIfItIsNotOurs() throws IOException {
        Ports free = Ports.free();
        try (ServerSocket temporal = new ServerSocket(free.temporal(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(temporal.isBound()).isTrue();
            free.requireFree(false);
        }
    }

    @Test
    void freePortsAreAllDifferent() {
        Ports ports = Ports.free();

        assertThat(Set.of(
                        ports.temporal(),
                        ports.webUi(),
                        ports.serviceBus(),
                        ports.serviceBusHttp(),
                        ports.azure(),
                        ports.worker()))
                .hasSize(6);
    }
}
