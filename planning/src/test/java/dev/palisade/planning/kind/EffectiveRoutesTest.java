package dev.palisade.planning.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.palisade.planning.address.Ipv4Block;
import dev.palisade.planning.kind.EffectiveRoutes.Route;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EffectiveRoutesTest {
    private static final String TAG = "Storage.KoreaCentral";
    private static final List<Ipv4Block> ADDRESSES = Stream.of("198.18.16.0/27", "198.18.16.64/26")
            .flatMap(text -> Ipv4Block.parse(text).stream())
            .toList();

    static Stream<Arguments> tables() {
        return Stream.of(
                row("no route", List.of()),
                row("everything goes one way", List.of("0.0.0.0/0"), "0.0.0.0/0"),
                row("the longer prefix", List.of("198.18.0.0/16"), "0.0.0.0/0", "198.18.0.0/16"),
                row("others' addresses", List.of("0.0.0.0/0"), "198.19.0.0/16", "0.0.0.0/0"),
                row("each its own way", List.of("198.18.16.0/27", "0.0.0.0/0"), "0.0.0.0/0", "198.18.16.0/27"),
                row("the tag goes before all that is wider", List.of(TAG), "0.0.0.0/0", "198.18.0.0/16", TAG),
                row("the tag of all regions is as good", List.of("Storage"), "0.0.0.0/0", "Storage"),
                row("another region's is not", List.of("0.0.0.0/0"), "0.0.0.0/0", "Storage.EastUS"),
                row(
                        "the same prefix in figures goes before the tag",
                        List.of("198.18.16.0/27", TAG),
                        TAG,
                        "198.18.16.0/27"),
                row("a part goes another way", List.of("0.0.0.0/0", "198.18.16.8/32"), "0.0.0.0/0", "198.18.16.8/32"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theLongestPrefixDecidesForEachOfTheAddresses(List<String> followed, EffectiveRoutes routes) {
        assertThat(routes.followed(TAG, ADDRESSES)).extracting(Route::prefix).containsExactlyElementsOf(followed);
    }

    static Stream<Arguments> withoutAddresses() {
        return Stream.of(
                row("no route", List.of()),
                row("everything goes one way", List.of("0.0.0.0/0"), "0.0.0.0/0", "198.18.0.0/16"),
                row("some way that may be anybody's", List.of(), "198.18.0.0/16"),
                row("the tag's own", List.of(TAG), "0.0.0.0/0", TAG));
    }

    @ParameterizedTest
    @MethodSource("withoutAddresses")
    void whereNobodyKnowsTheAddressesOnlyWhatIsForAllOfThemIsSure(List<String> followed, EffectiveRoutes routes) {
        assertThat(routes.followed(TAG, List.of())).extracting(Route::prefix).containsExactlyElementsOf(followed);
    }

    private static Arguments row(String what, List<String> followed, String... prefixes) {
        return argumentSet(
                what,
                followed,
                new EffectiveRoutes(Stream.of(prefixes)
                        .map(prefix -> new Route("to-" + prefix, prefix, "None"))
                        .toList()));
    }
}
