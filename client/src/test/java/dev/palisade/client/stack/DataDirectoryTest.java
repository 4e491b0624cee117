package dev.palisade.client.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.client.failure.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path root;

    @Test
    void belongsToOneStackAtATime() throws IOException {
        Path path = root.resolve("data");
        try (DataDirectory first = DataDirectory.open(path)) {
            assertThat(first.path()).isEqualTo(path);
            assertThatThrownBy(() -> DataDirectory.open(path))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("is running on " + path);
        }
        DataDirectory.open(path).close();
    }

    @Test
    void itsSealingKeyOutlivesARestartAndIsItsOwnersAlone() throws IOException {
        String key;
        try (DataDirectory first = DataDirectory.open(root)) {
            key = Files.readString(first.sealingKey());
        }
        try (DataDirectory again = DataDirectory.open(root)) {
            assertThat(Files.readString(again.sealingKey())).isEqualTo(key);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(again.sealingKey())))
                    .isEqualTo("rw-------");
        }
        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
    }

    @Test
    void aTemporaryOneIsGoneAfterwards() throws IOException {
        DataDirectory data = DataDirectory.temporary();
        Files.writeString(data.log("worker"), "something");
        assertThat(data.path()).exists();

        data.close();

        assertThat(data.path()).doesNotExist();
    }
}
