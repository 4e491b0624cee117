package dev.palisade.local.servicebus.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens as the SDKs sign them; the signature was made with OpenSSL. */
class AccessKeysTest {
    private static final String SIGNED = "sr=sb%3A%2F%2Flocalhost%3A5672%2Frequests&se=1800000000";
    private static final String TOKEN =
            "SharedAccessSignature " + SIGNED + "&sig=M19uF03szXJv8U985vSn57LhKEgZ%2FJ4bUDoHJ8cCLy4%3D&skn=Root";
    private static final Instant IN_TIME = Instant.ofEpochSecond(1_799_999_999L);

    @TempDir
    private Path directory;

    @Test
    void aTokenSignedWithAKeyGrantsItsEntityUntilItExpires() throws Exception {
        Grant grant = keys(IN_TIME).check(TOKEN);

        assertThat(grant).isEqualTo(new Grant("requests", Instant.ofEpochSecond(1_800_000_000L)));
        assertThat(grant.covers("Requests", IN_TIME)).isTrue();
        assertThat(grant.covers("requests/$DeadLetterQueue", IN_TIME)).isTrue();
        assertThat(grant.covers("requests2", IN_TIME)).isFalse();
        assertThat(grant.covers("requests", grant.expiresAt())).isFalse();
        assertThat(new Grant("", grant.expiresAt()).covers("anything", IN_TIME)).isTrue();
    }

    @Test
    void aTokenForARequestWithAQueryIsForWhatStandsBeforeIt() throws Exception {
        Grant grant = keys(IN_TIME)
                .check(
                        "SharedAccessSignature sr=https%3a%2f%2flocalhost%3a5300%2frequests%2fsubscriptions%2fall%3fapi-version%3d2021-05"
                                + "&se=1800000000&skn=Root&sig=BteudqKIju1V7J7sLg2fPgO9YnB5BOLfUAGCxaBlRi0%3D");

        assertThat(grant.path()).isEqualTo("requests/subscriptions/all");
    }

    @Test
    void anExpiredTokenIsRefused() {
        assertThatThrownBy(() -> keys(Instant.ofEpochSecond(1_800_000_000L)).check(TOKEN))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("expired at 2027-01-15T08:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer eyJ",
                "SharedAccessSignature sr=a&se=1&sig=x",
                "SharedAccessSignature " + SIGNED + "&sig=AAAA&skn=Root",
                "SharedAccessSignature " + SIGNED + "&sig=%&skn=Root",
                "SharedAccessSignature " + SIGNED + "&sig=AAAA&skn=Nobody",
                "SharedAccessSignature sr=sb%3A%2F%2Flocalhost%3A5672%2Fother&se=1800000000&sig=M19uF03szXJv8U985vSn57LhKEgZ%2FJ4bUDoHJ8cCLy4%3D&skn=Root",
                "SharedAccessSignature sr=sb%3A%2F%2Flocalhost%3A5672%2Frequests&se=1900000000&sig=M19uF03szXJv8U985vSn57LhKEgZ%2FJ4bUDoHJ8cCLy4%3D&skn=Root"
            })
    void whatIsNotSignedWithAKeyIsRefusedWithoutTellingTheKey(String token) {
        assertThatThrownBy(() -> keys(IN_TIME).check(token))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageNotContaining("c2VjcmV0");
    }

    @Test
    void keysAreReadFromAFileAndKeptToThemselves() throws Exception {
        Path file = Files.writeString(directory.resolve("keys"), "# ours\n\n Root = c2VjcmV0IGtleQ==\nOther=a\n");

        AccessKeys keys = AccessKeys.read(file);

        assertThat(keys.isRequired()).isTrue();
        assertThat(keys.names()).containsExactlyInAnyOrder("Root", "Other");
        assertThat(keys.toString()).doesNotContain("c2VjcmV0");
        assertThat(AccessKeys.none().isRequired()).isFalse();
    }

    private static AccessKeys keys(Instant now) {
        return AccessKeys.of(Map.of("Root", "c2VjcmV0IGtleQ=="), InstantSource.fixed(now));
    }
}
