package dev.palisade.local.arm;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator runs.
 *
 * @param port to listen on, on the loopback address; 0 picks a free one
 * @param speed simulated seconds per real second
 * @param data directory that holds the state; null keeps it in memory
 * @param world file with the resources to begin with, as a JSON array of what ARM's GETs return; it is read only when the
 *     data directory holds no resource yet
 * @param tls directory of the key and the certificate to serve HTTPS with, which are made there when it has none; null serves HTTP
 */
public record SimulatorOptions(
        int port,
        double speed,
        @Nullable Path data,
        @Nullable Path world,
        @Nullable Path tls) {
    public SimulatorOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("The port is a number from 0 to 65535; given was " + port + ".");
        }
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("The speed is a number above 0; given was " + speed + ".");
        }
    }

    /** The same on HTTP. */
    public SimulatorOptions(int port, double speed, @Nullable Path data, @Nullable Path world) {
        this(port, speed, data, world, null);
    }

    /** An empty world in memory on a free port. */
    public static SimulatorOptions inMemory(double speed) {
        return new SimulatorOptions(0, speed, null, null);
    }
}
