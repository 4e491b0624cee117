package dev.palisade.local.servicebus;

import static dev.palisade.local.servicebus.Brokers.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The administration API by requests that other SDKs than Java's send. */
@Timeout(60)
class AdministrationHttpTest {
    private static final String NEWEST = "2024-05";
    private static final String CORRELATION = """
            <RuleDescription><Filter i:type="CorrelationFilter"><Label>x</Label></Filter></RuleDescription>""";

    private final ServiceBusBroker broker = Brokers.inMemory();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void timesInRulesComeBackWithTheOffsetThatTheyWereGivenWith() throws Exception {
        put("orders", NEWEST, "<TopicDescription/>");
        put("orders/subscriptions/s", NEWEST, "<SubscriptionDescription/>");
        String rule = """
                <RuleDescription xmlns:x="http://www.w3.org/2001/XMLSchema">
                  <Filter i:type="SqlFilter"><SqlExpression>due &lt; @local OR due &lt; @zoned</SqlExpression><Parameters>
                    <KeyValueOfstringanyType><Key>@local</Key><Value i:type="x:dateTime">2020-07-05T11:12:00</Value></KeyValueOfstringanyType>
                    <KeyValueOfstringanyType><Key>@utc</Key><Value i:type="x:dateTime">2020-07-05T11:12:13Z</Value></KeyValueOfstringanyType>
                    <KeyValueOfstringanyType><Key>@zoned</Key><Value i:type="x:dateTime">2020-07-05T11:12:13.5+02:00</Value></KeyValueOfstringanyType>
                  </Parameters></Filter></RuleDescription>""";

        assertThat(put("orders/subscriptions/s/rules/r", NEWEST, rule).statusCode())
                .isEqualTo(201);

        assertThat(get("orders/subscriptions/s/rules/r", NEWEST).body())
                .contains(">2020-07-05T11:12:00<", ">2020-07-05T11:12:13Z<", ">2020-07-05T11:12:13.5+02:00<");
    }

    @Test
    void aTopicCountsTheFiltersOfItsSubscriptionsForWhoKnowsSuchCounts() throws Exception {
        put("orders", NEWEST, "<TopicDescription/>");
        put("orders/subscriptions/s", NEWEST, "<SubscriptionDescription/>");
        put("orders/subscriptions/s/rules/by-label", NEWEST, CORRELATION);
        put("orders/subscriptions/other", NEWEST, "<SubscriptionDescription/>");

        assertThat(get("orders", NEWEST).body())
                .contains("<SqlFilterCount>2</SqlFilterCount>")
                .contains("<CorrelationFilterCount>1</CorrelationFilterCount>");
        assertThat(get("orders", "2021-05").body()).doesNotContain("FilterCount");
    }

    @Test
    void aVersionThatIsNotKnownIsRefusedAndAKnownOneRefusesWhatItDoesNotKnow() throws Exception {
        HttpResponse<String> unknown = get(REQUESTS, "2011-11");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("api-version '2011-11'", "2017-04, 2021-05, 2024-05");

        String sized =
                "<QueueDescription><MaxMessageSizeInKilobytes>1024</MaxMessageSizeInKilobytes></QueueDescription>";
        HttpResponse<String> tooEarly = put("sized", "2017-04", sized);
        assertThat(tooEarly.statusCode()).isEqualTo(400);
        assertThat(tooEarly.body()).contains("MaxMessageSizeInKilobytes is not known to api-version 2017-04");
        assertThat(get("sized", "2017-04").statusCode()).isEqualTo(404);
        assertThat(put("sized", "2021-05", sized).statusCode()).isEqualTo(201);
        assertThat(put("plain", "2017-04", "<QueueDescription/>").statusCode()).isEqualTo(201);
    }

    @Test
    void aNameThatNoEntityMayHaveIsRefusedWithTheReason() throws Exception {
        for (String name : new String[] {"txt/.-_123", "txt%2F.-_123", "$odd", "odd%20name", "odd-"}) {
            HttpResponse<String> refused = put(name, NEWEST, "<QueueDescription/>");

            assertThat(refused.statusCode()).as(name).isEqualTo(400);
            assertThat(refused.body()).as(name).contains("letters, digits, periods, hyphens and underscores");
        }
        assertThat(get("txt/.-_123", NEWEST).statusCode()).isEqualTo(404);
    }

    @Test
    void anEndlessLockIsRefusedRatherThanTakenForNone() throws Exception {
        HttpResponse<String> refused = put(
                "endless",
                NEWEST,
                "<QueueDescription><LockDuration>P10675199DT2H48M5.4775807S</LockDuration></QueueDescription>");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("LockDuration");
    }

    private HttpResponse<String> put(String path, String version, String description)
            throws IOException, InterruptedException {
        String entry = "<entry xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><content>" + description
                + "</content></entry>";
        return http.send(
                HttpRequest.newBuilder(uri(path, version))
                        .PUT(HttpRequest.BodyPublishers.ofString(entry))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String version) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path, version)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path, String version) {
        return URI.create(
                "http://127.0.0.1:" + broker.adminPort().orElseThrow() + "/" + path + "?api-version=" + version);
    }
}
