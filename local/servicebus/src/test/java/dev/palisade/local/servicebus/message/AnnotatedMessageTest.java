package dev.palisade.local.servicebus.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.local.servicebus.message.BrokerStamp.Lock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotatedMessageTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void theBareMessageLeavesAsTheBytesThatCameIn() throws MalformedMessageException {
        Message sent = Messages.withBody("body");
        sent.setMessageId("id-1");
        sent.setApplicationProperties(new ApplicationProperties(Map.of("team", "data-science")));
        byte[] encoded = Messages.encode(sent);

        AnnotatedMessage message = AnnotatedMessage.parse(encoded).identified();

        assertThat(message.bare()).isEqualTo(encoded);
        assertThat(AnnotatedMessage.parse(message.encode()).bare()).isEqualTo(encoded);
        assertThat(endOf(message.encode(stamp(null)), encoded.length)).isEqualTo(encoded);
    }

    @Test
    void aMissingMessageIdIsAddedAndEverythingElseKept() throws MalformedMessageException {
        Message sent = Messages.withBody("body");
        sent.setSubject("greeting");
        sent.setApplicationProperties(new ApplicationProperties(Map.of("team", "data-science")));

        Message identified = Messages.decode(
                AnnotatedMessage.parse(Messages.encode(sent)).identified().encode());

        assertThat(identified.getMessageId()).asString().matches("[0-9a-f]{32}");
        assertThat(identified.getSubject()).isEqualTo("greeting");
        assertThat(identified.getApplicationProperties().getValue()).isEqualTo(Map.of("team", "data-science"));
        assertThat(((Data) identified.getBody()).getValue())
                .isEqualTo(new Binary("body".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aStampCarriesWhatTheSdksReadOfADelivery() {
        UUID token = UUID.randomUUID();

        Message stamped = Messages.decode(Messages.of("body").encode(stamp(new Lock(token, NOW.plusSeconds(60)))));

        assertThat(stamped.getDeliveryCount()).isEqualTo(3);
        assertThat(stamped.getDeliveryAnnotations().getValue())
                .containsEntry(Symbol.valueOf("x-opt-lock-token"), token);
        assertThat(stamped.getMessageAnnotations().getValue())
                .containsEntry(Symbol.valueOf("x-opt-sequence-number"), 7L)
                .containsEntry(Symbol.valueOf("x-opt-enqueue-sequence-number"), 5L)
                .containsEntry(Symbol.valueOf("x-opt-message-state"), 0)
                .containsEntry(Symbol.valueOf("x-opt-enqueued-time"), AmqpTimestamp.of(NOW))
                .containsEntry(Symbol.valueOf("x-opt-locked-until"), AmqpTimestamp.of(NOW.plusSeconds(60)));
    }

    @Test
    void changedPropertiesAreMergedIntoTheApplicationProperties() {
        Message sent = Messages.withBody("body");
        sent.setApplicationProperties(new ApplicationProperties(Map.of("kept", 1, "changed", "old")));

        AnnotatedMessage changed = Messages.parse(Messages.encode(sent))
                .withApplicationProperties(Map.of("changed", "new", "added", true));

        assertThat(Messages.decode(changed.encode()).getApplicationProperties().getValue())
                .isEqualTo(Map.of("kept", 1, "changed", "new", "added", true));
        assertThat(Messages.body(changed)).isEqualTo("body");
    }

    @Test
    void theTimeToLiveIsTheHeaders() {
        assertThat(Messages.of("body", Duration.ofSeconds(90)).timeToLive()).contains(Duration.ofSeconds(90));
        assertThat(Messages.of("body").timeToLive()).isEmpty();
    }

    @Test
    void aBatchIsSplitIntoItsMessages() throws MalformedMessageException {
        byte[] first = Messages.encode(Messages.withBody("first"));
        byte[] second = Messages.encode(Messages.withBody("second"));
        byte[] batch = SectionCodec.ofThread()
                .encode(
                        new ApplicationProperties(Map.of("copied", "from the first")),
                        new Data(new Binary(first)),
                        new Data(new Binary(second)));

        assertThat(MessageBatch.parse(batch)).extracting(Messages::body).isEqualTo(List.of("first", "second"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET / HTTP/1.1", "\0\0\0", "S", "\0Su\uffff"})
    void bytesThatAreNoMessageAreRefused(String nonsense) {
        assertThatThrownBy(() -> AnnotatedMessage.parse(nonsense.getBytes(StandardCharsets.UTF_8))
                        .identified())
                .isInstanceOf(MalformedMessageException.class);
    }

    private static BrokerStamp stamp(Lock lock) {
        return new BrokerStamp(7, 5, NOW, 3, 0, lock);
    }

    private static byte[] endOf(byte[] bytes, int length) {
        return Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
    }
}
