package dev.palisade.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.finding.Language;
import dev.palisade.planning.request.RequestType;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestMessageTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T21:01:02Z"), ZoneOffset.UTC);
    private static final JsonNode DOCUMENT =
            JsonNodeFactory.instance.objectNode().put("name", "churn prod").put("profile", "current");

    @Test
    void isACloudEventInStructuredJson() throws IOException {
        byte[] body =
                RequestMessage.of(RequestType.PLAN, "id-1", DOCUMENT, CLOCK).body();

        assertThat(new JsonMapper().readTree(body)).isEqualTo(new JsonMapper().readTree("""
                {"specversion": "1.0", "id": "id-1", "source": "/palisade/client", "type": "dev.palisade.request.plan.v1",
                 "datacontenttype": "application/json", "time": "2026-11-22T21:01:02Z",
                 "data": {"name": "churn prod", "profile": "current"}}"""));
    }

    @Test
    void aLanguageThatSomebodyNamedIsSaidAndNoOther() throws IOException {
        RequestMessage korean = RequestMessage.of(RequestType.PLAN, "id-1", DOCUMENT, CLOCK, Optional.of(Language.KO));
        RequestMessage unsaid = RequestMessage.of(RequestType.PLAN, "id-1", DOCUMENT, CLOCK, Optional.empty());

        assertThat(new JsonMapper().readTree(korean.body()).path("language").asText())
                .isEqualTo("ko");
        assertThat(new JsonMapper().readTree(unsaid.body()).has("language")).isFalse();
    }

    @Test
    void aNewIdSaysWhatAndWhenAndFitsAWorkflowId() {
        String id = RequestMessage.newId(DOCUMENT.path("name").asText(), CLOCK, new Random(1));

        assertThat(id).matches("churnprod-20261122-210102-[0-9a-f]{4}");
    }

    @Test
    void aConnectionStringsKeyIsNeverInTheTargetsText() {
        QueueTarget target = QueueTarget.withConnection(
                "Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=topsecret",
                "churn");

        assertThat(target).hasToString("queue churn at sb://contoso.servicebus.windows.net/");
    }
}
