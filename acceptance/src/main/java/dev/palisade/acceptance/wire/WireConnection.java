package dev.palisade.acceptance.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection to the broker. When either side ends it, it is ended for both. */
final class WireConnection {
    private static final Logger LOG = LoggerFactory.getLogger(WireConnection.class);

    private final Wire wire;
    private final Socket client;
    private final Socket broker;
    private final Deliveries deliveries = new Deliveries();

    WireConnection(Wire wire, Socket client, Socket broker) throws IOException {
        this.wire = wire;
        this.client = client;
        this.broker = broker;
        client.setTcpNoDelay(true);
        broker.setTcpNoDelay(true);
    }

    void start() {
        Wire.daemon("wire-to-broker-" + client.getPort(), () -> carry(client, broker, Direction.TO_BROKER));
        Wire.daemon("wire-to-client-" + client.getPort(), () -> carry(broker, client, Direction.TO_CLIENT));
    }

    private void carry(Socket from, Socket to, Direction direction) {
        try {
            FrameReader reader = new FrameReader(from.getInputStream());
            OutputStream out = to.getOutputStream();
            for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
                if (!loses(direction, frame)) {
                    frame.writeTo(out);
                }
            }
        } catch (IOException ended) {
            LOG.debug("{} of {} has ended", direction, client, ended);
        } finally {
            close();
        }
    }

    private boolean loses(Direction direction, Frame frame) {
        Optional<Disposal> disposal = deliveries.notice(direction, frame);
        if (direction == Direction.TO_CLIENT && frame.messageId() != null) {
            wire.handedOver(frame.messageId());
        }
        return disposal.filter(wire::loses).isPresent();
    }

    void close() {
        wire.ended(this);
        for (Socket end : new Socket[] {client, broker}) {
            try {
                end.close();
            } catch (IOException failed) {
                LOG.debug("{} did not close", end, failed);
            }
        }
    }
}
