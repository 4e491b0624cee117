package dev.palisade.local.servicebus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.local.servicebus.access.AccessKeys;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.entity.JournalException;
import dev.palisade.local.servicebus.entity.MessageQueue;
import dev.palisade.local.servicebus.entity.Namespace;
import dev.palisade.local.servicebus.message.Messages;
import dev.palisade.local.servicebus.store.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BrokerLoopTest {
    private static final byte[] DATA = {0x00, 0x53, 0x75, (byte) 0xb0};
    /** Many, since a busy system moves what was written to the reader's side late, and then there is room again. */
    private static final int TURNS_THAT_FILL_A_SOCKET = 2000;

    private static final int MORE_THAN_SOCKETS_HOLD = 24 << 20;

    private final SqliteStore store = SqliteStore.inMemory();
    private final Namespace namespace = new Namespace(
            List.of(new EntityDescription.Queue("requests", DeliverySettings.DEFAULT)), store, InstantSource.system());
    private final MessageQueue queue = namespace.queue("requests").orElseThrow();

    @Test
    void aMessageIsNotAcknowledgedIfTheCommitFailsAndTheLoopEnds() throws Exception {
        JournalException diskFull = new JournalException("The disk is full", new IOException());
        try (ServerSocketChannel server = loopbackServer()) {
            CompletableFuture<Void> ended = run(loop(server, () -> {
                if (queue.size() > 0) {
                    throw diskFull;
                }
            }));
            try (RawClient client = new RawClient(server.socket().getLocalPort())) {
                Sender sender = client.sender("requests");

                client.offer(sender, Messages.encode(Messages.withBody("body")));

                ErrorCondition reason = client.awaitClose();
                assertThat(reason.getCondition().toString()).isEqualTo("amqp:internal-error");
                assertThat(reason.getDescription()).contains("what it has not acknowledged may be lost");
                assertThat(sender.head().getRemoteState()).as("no answer").isNull();
            }
            assertThatThrownBy(() -> ended.get(20, TimeUnit.SECONDS)).hasCause(diskFull);
        }
        assertThat(queue.size()).as("the message had arrived").isEqualTo(1);
    }

    @Test
    void aClientThatReadsNothingKeepsTheNewsOfALostStoreFromNobody() throws Exception {
        JournalException diskFull = new JournalException("The disk is full", new IOException());
        AtomicBoolean failing = new AtomicBoolean();
        try (ServerSocketChannel server = loopbackServer()) {
            BrokerLoop loop = loop(server, () -> {
                if (failing.get()) {
                    throw diskFull;
                }
            });
            CompletableFuture<Void> ended = run(loop);
            int port = server.socket().getLocalPort();
            Transport smallFrames = Proton.transport();
            smallFrames.setMaxFrameSize(65536);
            try (RawClient deaf = new RawClient(port, smallFrames);
                    RawClient listening = new RawClient(port)) {
                deaf.bufferLittle();
                Receiver receiver = deaf.receiver("requests");
                // With credit for the next one, which it does not read.
                receiver.flow(1);
                loop.perform(() -> queue.enqueue(Messages.of("small"))).get(20, TimeUnit.SECONDS);
                deaf.receive(receiver);
                loop.perform(() -> queue.enqueue(Messages.parse(dataSection(MORE_THAN_SOCKETS_HOLD))))
                        .get(20, TimeUnit.SECONDS);
                for (int turn = 0; turn < TURNS_THAT_FILL_A_SOCKET; turn++) {
                    loop.perform(() -> true).get(20, TimeUnit.SECONDS);
                }

                // At once, before the system finds room after all.
                CompletableFuture<Boolean> unused = loop.perform(() -> failing.getAndSet(true));

                assertThat(listening.awaitClose().getDescription())
                        .contains("what it has not acknowledged may be lost");
                assertThatThrownBy(deaf::awaitClose)
                        .as("no room for a goodbye in the full socket")
                        .isInstanceOfAny(AssertionError.class, UncheckedIOException.class);
            }
            assertThatThrownBy(() -> ended.get(20, TimeUnit.SECONDS)).hasCause(diskFull);
        }
    }

    @Test
    void theLinksOfAnEntityThatIsRemovedAreClosedAsNotFound() throws Exception {
        try (ServerSocketChannel server = loopbackServer()) {
            BrokerLoop loop = loop(server, store::commit);
            CompletableFuture<Void> ended = run(loop);
            try (RawClient client = new RawClient(server.socket().getLocalPort())) {
                Sender sender = client.sender("requests");
                Receiver receiver = client.receiver("requests");

                assertThat(loop.perform(() -> namespace.remove("requests")).get(20, TimeUnit.SECONDS))
                        .isTrue();

                client.pumpUntil(() -> receiver.getRemoteState() == EndpointState.CLOSED);
                assertThat(receiver.getRemoteCondition().getCondition().toString())
                        .isEqualTo("amqp:not-found");
                client.offer(sender, Messages.encode(Messages.withBody("late")));
                client.pumpUntil(() -> sender.getRemoteState() == EndpointState.CLOSED);
                assertThat(sender.getRemoteCondition().getCondition().toString())
                        .isEqualTo("amqp:not-found");
            }
            loop.stop();
            ended.get(20, TimeUnit.SECONDS);
            assertThatThrownBy(() -> loop.perform(() -> "too late").get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    private static byte[] dataSection(int length) {
        return ByteBuffer.allocate(DATA.length + Integer.BYTES + length)
                .put(DATA)
                .putInt(length)
                .array();
    }

    private BrokerLoop loop(ServerSocketChannel server, Runnable commit) throws IOException {
        return new BrokerLoop(server, namespace, commit, InstantSource.system(), 1000, AccessKeys.none());
    }

    private static CompletableFuture<Void> run(BrokerLoop loop) {
        return CompletableFuture.runAsync(loop, task -> new Thread(task, "loop").start());
    }

    private static ServerSocketChannel loopbackServer() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
}
