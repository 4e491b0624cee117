package dev.palisade.local.servicebus.message;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;

/** Encodes and decodes single AMQP values and sections. */
final class SectionCodec {
    private static final int FIRST_GUESS = 512;

    // Registering all types costs more than encoding a message, and the codecs hold a buffer: one pair a thread.
    private static final ThreadLocal<SectionCodec> OF_THREAD = ThreadLocal.withInitial(SectionCodec::new);

    private final DecoderImpl decoder = new DecoderImpl();
    private final EncoderImpl encoder = new EncoderImpl(decoder);

    private SectionCodec() {
        AMQPDefinedTypes.registerAllTypes(decoder, encoder);
    }

    static SectionCodec ofThread() {
        return OF_THREAD.get();
    }

    /** Reads the value at the buffer's position and moves the position behind it. */
    Object decode(ByteBuffer buffer) throws MalformedMessageException {
        decoder.setByteBuffer(buffer);
        try {
            Object value = decoder.readObject();
            if (value == null) {
                throw new MalformedMessageException("a section of the message is null", null);
            }
            return value;
        } catch (RuntimeException notAmqp) {
            // The decoder answers nonsense with whatever its arithmetic ran into.
            throw new MalformedMessageException("the message is not made of AMQP sections", notAmqp);
        } finally {
            decoder.setByteBuffer((ByteBuffer) null);
        }
    }

    byte[] encode(Object... values) {
        int size = FIRST_GUESS;
        while (true) {
            ByteBuffer buffer = ByteBuffer.allocate(size);
            try {
                encoder.setByteBuffer(buffer);
                for (Object value : values) {
                    encoder.writeObject(value);
                }
                return Arrays.copyOf(buffer.array(), buffer.position());
            } catch (BufferOverflowException tooSmall) {
                size = Math.multiplyExact(size, 4);
            } finally {
                encoder.setByteBuffer((ByteBuffer) null);
            }
        }
    }
}
