package dev.palisade.local.servicebus.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.servicebus.access.AccessKeys;
import dev.palisade.local.servicebus.access.Grants;
import dev.palisade.local.servicebus.entity.Namespace;
import dev.palisade.local.servicebus.store.SqliteStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection whose socket takes nothing is one that is never flushed. */
@Timeout(60)
class ClientConnectionTest {
    private static final byte[] SASL_HEADER = {'A', 'M', 'Q', 'P', 3, 1, 0, 0};
    private static final byte[] SASL_INIT = {
        0, 0, 0, 25, 2, 1, 0, 0, 0x00, 0x53, 0x41, (byte) 0xc0, 12, 1, (byte) 0xa3, 9
    };
    private static final byte[] MECHANISM = "ANONYMOUS".getBytes(US_ASCII);
    private static final byte[] AMQP_HEADER = {'A', 'M', 'Q', 'P', 0, 1, 0, 0};
    private static final byte[] TRANSFER_WITHOUT_SESSION = {
        0, 0, 0, 19, 2, 0, 0, 9, 0x00, 0x53, 0x14, (byte) 0xc0, 6, 3, 0x43, 0x43, (byte) 0xa0, 1, 0
    };

    private final ByteBuffer buffer = ByteBuffer.allocate(65536);
    private Selector selector;
    private SocketChannel client;
    private ClientConnection connection;

    @BeforeEach
    void connect() throws IOException {
        selector = Selector.open();
        try (ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            client = SocketChannel.open(server.getLocalAddress());
            SocketChannel channel = server.accept();
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            connection = new ClientConnection(channel, key, new ConnectionEvents(attacher()));
        }
    }

    @AfterEach
    void disconnect() throws IOException {
        connection.drop();
        client.close();
        selector.close();
    }

    @Test
    void whatComesAfterBytesThatWereNotTakenIsNotTriedWhenTheClientHangsUp() throws IOException {
        say(SASL_HEADER, SASL_INIT, MECHANISM, AMQP_HEADER);
        readOnce();
        say(TRANSFER_WITHOUT_SESSION, TRANSFER_WITHOUT_SESSION);
        readOnce();
        client.shutdownOutput();

        readOnce();
        connection.flush();

        assertThat(everythingSaid()).contains("A transfer came on channel 9, where no session has begun");
        assertThat(connection.isOpen()).isFalse();
    }

    private void say(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        client.write(ByteBuffer.wrap(all.toByteArray()));
    }

    private void readOnce() throws IOException {
        selector.select(key -> connection.read(buffer));
    }

    private String everythingSaid() throws IOException {
        ByteBuffer said = ByteBuffer.allocate(65536);
        while (client.read(said) >= 0) {
            assertThat(said.hasRemaining()).isTrue();
        }
        return new String(said.array(), 0, said.position(), US_ASCII);
    }

    private static LinkAttacher attacher() {
        Namespace namespace = new Namespace(List.of(), SqliteStore.inMemory(), InstantSource.system());
        LinkAnswer answer = new LinkAnswer(1000);
        ReceiverAttacher receivers =
                new ReceiverAttacher(new Dispatcher(), new WaitingReceivers(InstantSource.system()), answer);
        return new LinkAttacher(namespace, receivers, answer, new Grants(AccessKeys.none(), InstantSource.system()));
    }
}
