package dev.palisade.acceptance;

import dev.palisade.acceptance.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One stack for all tests: each brings an environment of its own, in a resource group of its own. */
final class StackExtension implements ParameterResolver {
    /** Two hundred simulated seconds in a real one: twenty minutes of AKS are six seconds, long enough to kill something in between. */
    static final double SPEED = 200;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == LocalStack.class || type == ProofTable.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(Namespace.create(StackExtension.class));
        return parameter.getParameter().getType() == ProofTable.class
                ? store.computeIfAbsent(ProofTable.class, key -> new ProofTable(Proving.now()), ProofTable.class)
                : store.computeIfAbsent(LocalStack.class, key -> start(), LocalStack.class);
    }

    private static LocalStack start() {
        try {
            Path directory = Files.createDirectories(Path.of("target", "stack"));
            return LocalStack.start(Files.createTempDirectory(directory, "run").toAbsolutePath(), SPEED);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
