package dev.palisade.local.servicebus.message;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.Data;

/** Many messages in one transfer: each data section holds one encoded message. */
public final class MessageBatch {
    /** The message format that marks a transfer as a batch. */
    public static final int FORMAT = 0x80013700;

    private MessageBatch() {}

    public static List<AnnotatedMessage> parse(byte[] encoded) throws MalformedMessageException {
        ByteBuffer buffer = ByteBuffer.wrap(encoded);
        List<AnnotatedMessage> messages = new ArrayList<>();
        while (buffer.hasRemaining()) {
            // The sections before the first data section are copies from the first message.
            if (SectionCodec.ofThread().decode(buffer) instanceof Data data) {
                Binary content = data.getValue();
                byte[] message = new byte[content.getLength()];
                System.arraycopy(content.getArray(), content.getArrayOffset(), message, 0, message.length);
                messages.add(AnnotatedMessage.parse(message));
            }
        }
        return List.copyOf(messages);
    }
}
