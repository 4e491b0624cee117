package dev.palisade.local.servicebus.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** A lock token as a delivery tag: 16 bytes in the order of a .NET GUID, whose first three fields are little-endian. */
final class DeliveryTag {
    private DeliveryTag() {}

    static byte[] of(UUID lockToken) {
        long high = lockToken.getMostSignificantBits();
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) (high >>> 32))
                .putShort((short) (high >>> 16))
                .putShort((short) high)
                .order(ByteOrder.BIG_ENDIAN)
                .putLong(lockToken.getLeastSignificantBits())
                .array();
    }
}
