package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.DEFAULT_SUBNET;
import static dev.palisade.local.arm.DemoWorld.GROUP_OF_RULES;
import static dev.palisade.local.arm.DemoWorld.NETWORK_API;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.Effect;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Network security groups: written whole under their entity tag, or a rule at a time. */
class SecurityRuleTest {
    private static final String OURS = GROUP_OF_RULES + "/securityRules/ours";
    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "101, Inbound, 201, ''",
        "100, Outbound, 201, ''",
        "100, Inbound, 400, SecurityRuleConflict",
        "99, Inbound, 400, SecurityRuleInvalidPriority",
        "4096, Inbound, 201, ''",
        "4097, Inbound, 400, SecurityRuleInvalidPriority",
        "101, Sideways, 400, InvalidRequestFormat",
    })
    void aRuleHasAPriorityOfItsOwnInItsDirection(int priority, String direction, int status, String code) {
        Answer answer = client.put(OURS + NETWORK_API, rule(priority, direction, "BatchNodeManagement", "29876-29877"));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(rules()).hasSize(status == 201 ? 3 : 2);
    }

    @ParameterizedTest
    @CsvSource({
        "BatchNodeManagement, 29876-29877, ''",
        "batchnodemanagement.koreacentral, 29877, ''",
        "AzureMachineLearning, *, ''",
        "203.0.113.0/24, 22, ''",
        "203.0.113.7, 22, ''",
        "*, 0-65535, ''",
        "BatchNodeManagment, 22, SecurityRuleInvalidAddressPrefix",
        "VirtualNetwork.koreacentral, 22, SecurityRuleInvalidAddressPrefix",
        "203.0.113.256, 22, SecurityRuleInvalidAddressPrefix",
        "'', 22, SecurityRuleParameterMissing",
        "*, 29877-29876, SecurityRuleInvalidPortRange",
        "*, 65536, SecurityRuleInvalidPortRange",
        "*, ssh, SecurityRuleInvalidPortRange",
    })
    void aRuleIsForAddressesOrATagAndForPorts(String source, String ports, String code) {
        assertThat(client.put(OURS + NETWORK_API, rule(300, "Inbound", source, ports))
                        .code())
                .isEqualTo(code);
    }

    @Test
    void aRuleGivesOneValueOrAListButNotBoth() {
        String both = rule(300, "Inbound", "*", "22")
                .replace("'access'", "'destinationPortRanges':['29876','29877'],'access'");

        assertThat(client.put(OURS + NETWORK_API, both).code()).isEqualTo("SecurityRuleCannotSpecifyBoth");
        assertThat(client.put(OURS + NETWORK_API, both.replace("'destinationPortRange':'22',", ""))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"-ours, InvalidResourceName", "'ours.', InvalidResourceName", "o.u-r_s_, ''"})
    void aRuleHasAName(String name, String code) {
        String id = GROUP_OF_RULES + "/securityRules/" + name;

        assertThat(client.put(id + NETWORK_API, rule(300, "Inbound", "*", "22")).code())
                .isEqualTo(code);
    }

    @Test
    void aGroupIsWrittenWholeUnderItsTagAndTheCustomersRulesSurvive() {
        ObjectNode group = group();
        String tag = group.path("etag").asText();
        add(group, "ours", 300);

        Answer written = client.put(GROUP_OF_RULES + NETWORK_API, group.toString(), "If-Match", tag);
        assertThat(written.status()).isEqualTo(200);
        assertThat(client.put(OURS + NETWORK_API, rule(301, "Inbound", "*", "22"))
                        .code())
                .isEqualTo("AnotherOperationInProgress");
        simulator.clock().advance(Duration.ofSeconds(5));

        assertThat(rules())
                .extracting(rule -> rule.path("name").asText())
                .containsExactlyInAnyOrder("allow-office-https", "deny-smtp-out", "ours");
        Answer stale = client.put(GROUP_OF_RULES + NETWORK_API, group.toString(), "If-Match", tag);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.code()).isEqualTo("PreconditionFailed");
        assertThat(simulator.audit())
                .filteredOn(entry -> entry.method().equals("PUT"))
                .extracting(entry -> entry.effect())
                .containsExactly(Effect.CHANGED, Effect.NONE, Effect.NONE);
    }

    @Test
    void aRuleWrittenByItselfAgesTheTagOfItsGroup() {
        String tag = group().path("etag").asText();
        client.put(OURS + NETWORK_API, rule(300, "Inbound", "*", "22"));
        simulator.clock().advance(Duration.ofSeconds(5));

        assertThat(client.put(GROUP_OF_RULES + NETWORK_API, group().toString(), "If-Match", tag)
                        .status())
                .isEqualTo(412);
        assertThat(client.delete(OURS + NETWORK_API).status()).isEqualTo(202);
        simulator.clock().advance(Duration.ofSeconds(5));
        assertThat(rules()).hasSize(2);
    }

    @Test
    void aGroupWrittenWithoutItsRulesHasNone() {
        client.put(GROUP_OF_RULES + NETWORK_API, "{'location':'koreacentral','properties':{}}");

        assertThat(rules()).isEmpty();
    }

    @Test
    void twoRulesOfOneNameAreRefused() {
        ObjectNode group = group();
        add(group, "ours", 300);
        add(group, "OURS", 301);

        assertThat(client.put(GROUP_OF_RULES + NETWORK_API, group.toString()).code())
                .isEqualTo("DuplicateResourceName");
    }

    @Test
    void aGroupShowsAzuresOwnRulesAndIsKeptWhileASubnetUsesIt() {
        Answer group = client.get(GROUP_OF_RULES + NETWORK_API);
        assertThat(group.body().at("/properties/defaultSecurityRules")).hasSize(6);
        assertThat(group.at("/properties/subnets/0/id")).isEqualTo(DEFAULT_SUBNET);
        assertThat(client.delete(GROUP_OF_RULES + NETWORK_API).code())
                .isEqualTo("InUseNetworkSecurityGroupCannotBeDeleted");

        client.put(DEFAULT_SUBNET + NETWORK_API, "{'properties':{'addressPrefix':'10.1.0.0/24'}}");
        simulator.clock().advance(Duration.ofSeconds(10));

        assertThat(client.delete(GROUP_OF_RULES + NETWORK_API).status()).isEqualTo(202);
    }

    private ObjectNode group() {
        return (ObjectNode) client.get(GROUP_OF_RULES + NETWORK_API).body();
    }

    private JsonNode rules() {
        return simulator.resource(GROUP_OF_RULES).orElseThrow().at("/properties/securityRules");
    }

    private static void add(ObjectNode group, String name, int priority) {
        try {
            String rule = rule(priority, "Inbound", "BatchNodeManagement", "29876-29877");
            ObjectNode named = ((ObjectNode) ArmClient.JSON.readTree(rule.replace('\'', '"'))).put("name", name);
            group.withObjectProperty("properties")
                    .withArrayProperty("securityRules")
                    .add(named);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rule(int priority, String direction, String source, String ports) {
        return "{'properties':{'priority':" + priority + ",'direction':'" + direction
                + "','access':'Allow','protocol':'Tcp','sourcePortRange':'*','destinationPortRange':'" + ports
                + "','sourceAddressPrefix':'" + source + "','destinationAddressPrefix':'*'}}";
    }
}
