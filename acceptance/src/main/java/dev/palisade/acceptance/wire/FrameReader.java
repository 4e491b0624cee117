package dev.palisade.acceptance.wire;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.apache.qpid.proton.amqp.transport.FrameBody;
import org.apache.qpid.proton.amqp.transport.Transfer;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;
import org.jspecify.annotations.Nullable;

/** Reads what one side of a connection says, frame by frame. */
final class FrameReader {
    private static final int HEADER = 8;
    /** A conversation begins with this instead of a size, and is eight bytes long. */
    private static final int PROTOCOL = 0x414D5150;

    private static final int WORD = 4;
    private static final int AMQP = 0;
    /** The descriptor of that section; those before it have lower ones, a body and what follows it higher ones. */
    private static final int PROPERTIES = 0x73;

    private final DataInputStream in;
    private final DecoderImpl decoder = new DecoderImpl();
    private final Set<List<Integer>> unfinished = new HashSet<>();

    FrameReader(InputStream in) {
        this.in = new DataInputStream(new BufferedInputStream(in));
        AMQPDefinedTypes.registerAllTypes(decoder, new EncoderImpl(decoder));
    }

    /** Null when that side has said all. */
    @Nullable
    Frame next() throws IOException {
        byte[] header = in.readNBytes(HEADER);
        if (header.length < HEADER) {
            return null;
        }
        int size = ByteBuffer.wrap(header).getInt();
        if (size == PROTOCOL) {
            return Frame.opaque(header);
        }
        byte[] bytes = Arrays.copyOf(header, size);
        in.readFully(bytes, HEADER, size - HEADER);
        return frame(bytes);
    }

    private Frame frame(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int body = WORD * Byte.toUnsignedInt(bytes[4]);
        if (bytes[5] != AMQP || body == bytes.length) {
            return Frame.opaque(bytes);
        }
        int channel = Short.toUnsignedInt(buffer.getShort(6));
        decoder.setByteBuffer(buffer.position(body));
        FrameBody performative = (FrameBody) decoder.readObject();
        boolean begins = performative instanceof Transfer transfer && begins(channel, transfer);
        return new Frame(bytes, channel, performative, begins ? messageId(buffer) : null);
    }

    /** A large message takes several transfers, and only the first says what it is. */
    private boolean begins(int channel, Transfer transfer) {
        List<Integer> link = List.of(channel, transfer.getHandle().intValue());
        return transfer.getMore() ? unfinished.add(link) : !unfinished.remove(link);
    }

    /** Reads no further than the id, since only that much is sure to be in the first frame. */
    private @Nullable String messageId(ByteBuffer message) {
        while (message.hasRemaining() && message.get(message.position() + 2) <= PROPERTIES) {
            if (decoder.readObject() instanceof Properties properties) {
                Object id = properties.getMessageId();
                return id == null ? null : id.toString();
            }
        }
        return null;
    }
}
