package dev.palisade.acceptance.wire;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.qpid.proton.amqp.transport.FrameBody;
import org.jspecify.annotations.Nullable;

/** A frame as it was said, and what of it can be told. */
final class Frame {
    private final byte[] bytes;
    private final int channel;
    private final @Nullable FrameBody performative;
    private final @Nullable String messageId;

    Frame(byte[] bytes, int channel, @Nullable FrameBody performative, @Nullable String messageId) {
        this.bytes = bytes;
        this.channel = channel;
        this.performative = performative;
        this.messageId = messageId;
    }

    static Frame opaque(byte[] bytes) {
        return new Frame(bytes, 0, null, null);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    int channel() {
        return channel;
    }

    /** Null for what is no AMQP frame, or an empty one. */
    @Nullable
    FrameBody performative() {
        return performative;
    }

    /** Of the message that a transfer begins; null if there is none, or it has no id. */
    @Nullable
    String messageId() {
        return messageId;
    }
}
