package dev.palisade.local.servicebus.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.local.servicebus.http.HttpRequest;
import dev.palisade.local.servicebus.http.HttpRequest.Header;
import dev.palisade.local.servicebus.message.AnnotatedMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.qpid.proton.amqp.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Label'",
                "{\"Label\":",
                "[]",
                "\"text\"",
                "{} {}",
                "null",
                "{\"Label\":1}",
                "{\"MessageId\":{}}",
                "{\"TimeToLive\":0}",
                "{\"TimeToLive\":-1}",
                "{\"TimeToLive\":\"soon\"}",
                "{\"TimeToLive\":true}",
                "{\"TimeToLive\":1e-400000}",
                "{\"TimeToLiveTimeSpan\":\"40\"}",
                "{\"TimeToLiveTimeSpan\":\"00:00:00\"}",
                "{\"TimeToLiveTimeSpan\":\"25:00:00\"}",
                "{\"TimeToLive\":1,\"TimeToLiveTimeSpan\":\"00:00:01\"}",
                "{\"ScheduledEnqueueTimeUtc\":\"tomorrow\"}",
                "{\"ScheduledEnqueueTimeUtc\":1700000000}",
                "{\"ScheduledEnqueueTimeUtc\":\"+999999999-01-01T00:00:00Z\"}",
                "{\"SessionId\":\"a\",\"PartitionKey\":\"b\"}"
            })
    void brokerPropertiesThatCannotBeMeantAreRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(RestException.class, refused -> {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.detail()).contains("BrokerProperties");
        });
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        String long129 = "x".repeat(129);
        assertThatThrownBy(() -> read("{\"MessageId\":\"" + long129 + "\",\"To\":[],\"TimeToLive\":0}"))
                .hasMessageContaining("BrokerProperties.MessageId has more than 128 characters")
                .hasMessageContaining("BrokerProperties.To is not a string")
                .hasMessageContaining("BrokerProperties.TimeToLive is not a time");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"TimeToLive\":90} | PT90S",
                "{\"TimeToLive\":\"8.123\"} | PT8.123S",
                "{\"TimeToLive\":1e400000} | PT1193H2M47.295S",
                "{\"TimeToLiveTimeSpan\":\"1.02:03:04.5\"} | P1DT2H3M4.5S",
                "{\"TimeToLiveTimeSpan\":\"00:00:40\"} | PT40S"
            })
    void theTimeToLiveIsReadInEachOfItsForms(String json, Duration timeToLive) {
        assertThat(read(json).timeToLive()).contains(timeToLive);
    }

    @ParameterizedTest
    @ValueSource(strings = {" Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z", "1994-11-06T09:49:37+01:00"})
    void theTimeOfEnqueueingIsReadInEachOfItsForms(String time) {
        assertThat(read("{\"ScheduledEnqueueTimeUtc\":\"" + time + "\"}").scheduledFor())
                .contains(Instant.parse("1994-11-06T08:49:37Z"));
    }

    @Test
    void whatIsNullOrEmptyIsAsIfItWereNotThere() {
        AnnotatedMessage read =
                read("{\"SessionId\":\"\",\"MessageId\":null,\"TimeToLive\":null,\"PartitionKey\":\"b\"}");

        assertThat(read.sessionId()).isEmpty();
        assertThat(read.timeToLive()).isEmpty();
        assertThat(read.messageId().orElseThrow()).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "[7]",
                "[{\"Body\":1}]",
                "[{}]",
                "[{\"Body\":\"b\",\"UserProperties\":[]}]",
                "[{\"Body\":\"b\",\"UserProperties\":{\"a\":{}}}]",
                "[{\"Body\":\"!\",\"IsBodyBase64\":true}]",
                "[{\"Body\":\"b\",\"BrokerProperties\":\"b\"}]",
                "[{\"Body\":\"b\"}] [",
                "[{\"Body\":\"b\"}"
            })
    void aBatchOfAnotherFormIsRefused(String json) {
        assertThatThrownBy(() -> MessageReader.read(request(
                        List.of(new Header("Content-Type", "application/vnd.microsoft.servicebus.json")), json)))
                .isInstanceOfSatisfying(
                        RestException.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
    }

    private static AnnotatedMessage read(String brokerProperties) {
        return MessageReader.read(request(List.of(new Header("brokerproperties", brokerProperties)), "body"))
                .get(0);
    }

    private static HttpRequest request(List<Header> headers, String body) {
        return new HttpRequest(
                "POST", URI.create("/q/messages"), headers, new Binary(body.getBytes(StandardCharsets.UTF_8)));
    }
}
