package dev.palisade.acceptance.stack;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for programs that are killed and started again where they were. They lie below those from which systems take ports for whoever asks
 * for any, or dials out (Linux: from 32768, RFC 6335: from 49152): meanwhile, nobody else is given them.
 */
final class FreePort {
    private static final int LOWEST = 20_000;
    private static final int COUNT = 12_000;
    private static final AtomicInteger NEXT = new AtomicInteger(new SecureRandom().nextInt(COUNT));

    private FreePort() {}

    /** One that nobody listens on, and that was not given before in this process. @throws IllegalStateException if there is none */
    static int next() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free from " + LOWEST + " on");
    }

    /** By knocking, not by listening there: a process that is just being started would inherit what listens, and hold it for a moment. */
    private static boolean isFree(int port) {
        try (Socket knocking = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !knocking.isConnected();
        } catch (ConnectException refused) {
            return true;
        } catch (IOException unclear) {
            return false;
        }
    }
}
