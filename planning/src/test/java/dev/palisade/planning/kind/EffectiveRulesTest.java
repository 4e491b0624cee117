package dev.palisade.planning.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.palisade.planning.address.Ipv4Block;
import dev.palisade.planning.kind.EffectiveRules.Flow;
import dev.palisade.planning.kind.EffectiveRules.Outcome;
import dev.palisade.planning.kind.EffectiveRules.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EffectiveRulesTest {
    private static final String SUBNET = "10.1.0.0/24";
    private static final String REGION = "Storage.KoreaCentral";

    static Stream<Arguments> toStorage() {
        return Stream.of(
                row("no rule", Outcome.THROUGH, "AllowInternetOutBound"),
                row("the Internet is denied", Outcome.CUT_OFF, "deny", deny("deny", 300, "Internet", "*")),
                row("everything is denied", Outcome.CUT_OFF, "deny", deny("deny", 300, "*", "*")),
                row("the tag of all regions is denied", Outcome.CUT_OFF, "deny", deny("deny", 300, "storage", "*")),
                row("all of Azure is denied", Outcome.CUT_OFF, "deny", deny("deny", 300, "AzureCloud", "*")),
                row("all of the region", Outcome.CUT_OFF, "deny", deny("deny", 300, "AzureCloud.koreacentral", "*")),
                row(
                        "all of another region",
                        Outcome.THROUGH,
                        "AllowInternetOutBound",
                        deny("no", 300, "AzureCloud.koreasouth", "*")),
                row(
                        "an exception for all of the region",
                        Outcome.THROUGH,
                        "allow",
                        allow("allow", 200, "AzureCloud.KoreaCentral", "443"),
                        deny("deny", 300, "Internet", "*")),
                row("another region", Outcome.THROUGH, "AllowInternetOutBound", deny("no", 9, "Storage.EastUS", "*")),
                row("another service", Outcome.THROUGH, "AllowInternetOutBound", deny("no", 9, "Sql", "*")),
                row("another port", Outcome.THROUGH, "AllowInternetOutBound", deny("no", 9, "Internet", "25")),
                row("a range with the port", Outcome.CUT_OFF, "deny", deny("deny", 9, "Internet", "400-500")),
                row("private addresses", Outcome.THROUGH, "AllowInternetOutBound", deny("no", 9, "10.0.0.0/8", "*")),
                row(
                        "the network itself",
                        Outcome.THROUGH,
                        "AllowInternetOutBound",
                        deny("no", 9, "VirtualNetwork", "*")),
                row(
                        "an exception before it lets through",
                        Outcome.THROUGH,
                        "allow",
                        allow("allow", 200, REGION, "443"),
                        deny("deny", 300, "Internet", "*")),
                row(
                        "the exception comes too late",
                        Outcome.CUT_OFF,
                        "deny",
                        deny("deny", 300, "Internet", "*"),
                        allow("allow", 400, REGION, "443")),
                row("all of its addresses", Outcome.CUT_OFF, "deny", deny("deny", 9, "198.18.16.0/24", "*")),
                row("some of its addresses", Outcome.PARTLY, "some", deny("some", 9, "198.18.16.64/27", "*")),
                row(
                        "others' addresses",
                        Outcome.THROUGH,
                        "AllowInternetOutBound",
                        deny("no", 9, "198.18.17.0/24", "*")),
                row(
                        "only some of its addresses are let through",
                        Outcome.PARTLY,
                        "deny",
                        allow("allow", 200, "198.18.16.64/27", "443"),
                        deny("deny", 300, "Internet", "*")));
    }

    @ParameterizedTest
    @MethodSource("toStorage")
    void theFirstRuleThatIsForTheTrafficDecides(Outcome outcome, String rule, List<SecurityRule> rules) {
        assertThat(new EffectiveRules(rules).of(toStorage("198.18.16.0/27", "198.18.16.64/26")))
                .isEqualTo(new Verdict(outcome, rule));
    }

    @ParameterizedTest
    @MethodSource("toStorage")
    void inWhateverOrderTheGroupListsThem(Outcome outcome, String rule, List<SecurityRule> rules) {
        List<SecurityRule> reversed = Stream.iterate(rules.size() - 1, i -> i >= 0, i -> i - 1)
                .map(rules::get)
                .toList();

        assertThat(new EffectiveRules(reversed).of(toStorage("198.18.16.0/27", "198.18.16.64/26")))
                .isEqualTo(new Verdict(outcome, rule));
    }

    static Stream<Arguments> fromBatch() {
        return Stream.of(
                row("no rule", Outcome.CUT_OFF, "DenyAllInBound"),
                row("let in", Outcome.THROUGH, "batch", in("batch", 500, true, "BatchNodeManagement", "29876-29877")),
                row("half let in", Outcome.PARTLY, "DenyAllInBound", in("half", 500, true, "*", "29876")),
                row(
                        "half denied",
                        Outcome.PARTLY,
                        "half",
                        in("half", 100, false, "*", "29877"),
                        in("batch", 500, true, "BatchNodeManagement", "29876-29877")),
                row(
                        "what goes out is another matter",
                        Outcome.THROUGH,
                        "batch",
                        deny("out", 100, "*", "*"),
                        in("batch", 500, true, "BatchNodeManagement", "29876-29877")));
    }

    @ParameterizedTest
    @MethodSource("fromBatch")
    void whatNoRuleLetsInAzuresOwnLastRuleDenies(Outcome outcome, String rule, List<SecurityRule> rules) {
        Flow batch = new Flow(in("", 0, true, "BatchNodeManagement", "29876-29877"), List.of());

        assertThat(new EffectiveRules(rules).of(batch)).isEqualTo(new Verdict(outcome, rule));
    }

    private static Flow toStorage(String... addresses) {
        return new Flow(
                rule("", 0, false, true, List.of(SUBNET), List.of(REGION), "443"),
                Stream.of(addresses)
                        .flatMap(text -> Ipv4Block.parse(text).stream())
                        .toList());
    }

    private static SecurityRule deny(String name, int priority, String destination, String port) {
        return rule(name, priority, false, false, List.of("*"), List.of(destination), port);
    }

    private static SecurityRule allow(String name, int priority, String destination, String port) {
        return rule(name, priority, false, true, List.of("*"), List.of(destination), port);
    }

    private static SecurityRule in(String name, int priority, boolean allows, String source, String ports) {
        return rule(name, priority, true, allows, List.of(source), List.of(SUBNET), ports);
    }

    private static SecurityRule rule(
            String name,
            int priority,
            boolean inbound,
            boolean allows,
            List<String> from,
            List<String> to,
            String port) {
        return new SecurityRule(name, priority, inbound, allows, "Tcp", true, from, to, List.of(port));
    }

    private static Arguments row(String what, Outcome outcome, String rule, SecurityRule... rules) {
        return argumentSet(what, outcome, rule, List.of(rules));
    }
}
