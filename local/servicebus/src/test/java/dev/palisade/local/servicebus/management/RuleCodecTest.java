package dev.palisade.local.servicebus.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.servicebus.filter.CorrelationFilter;
import dev.palisade.local.servicebus.filter.Rule;
import dev.palisade.local.servicebus.message.Messages;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.DescribedType;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.Test;

class RuleCodecTest {
    /** Rules that come over HTTP may hold what only the broker's own types can express. */
    @Test
    void aCorrelationFilterOfAnyValuesCanBeEnumeratedOverAmqp() {
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        Map<String, Object> values = Map.of(
                "local",
                LocalDateTime.parse("2026-01-01T00:00"),
                "offset",
                OffsetDateTime.parse("2026-01-01T01:00+01:00"),
                "t",
                time,
                "d",
                Duration.ofSeconds(5),
                "n",
                new BigDecimal("1.5"),
                "s",
                "x");
        Rule rule = new Rule("any", new CorrelationFilter(Map.of(), values), Optional.empty());
        Message message = Message.Factory.create();
        message.setBody(new AmqpValue(RuleCodec.encode(rule)));

        DescribedType decoded = (DescribedType)
                ((AmqpValue) Messages.decode(Messages.encode(message)).getBody()).getValue();

        List<?> filter = (List<?>) ((DescribedType) ((List<?>) decoded.getDescribed()).get(0)).getDescribed();
        Map<?, ?> user = (Map<?, ?>) filter.get(8);
        assertThat(user.get("t")).isEqualTo(Date.from(time));
        assertThat(user.get("local")).isEqualTo(Date.from(time));
        assertThat(user.get("offset")).isEqualTo(Date.from(time));
        assertThat(user.get("s")).isEqualTo("x");
        assertThat(((DescribedType) user.get("d")).getDescribed()).isEqualTo(50_000_000L);
    }
}
