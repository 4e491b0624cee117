package dev.palisade.client.failure;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.converter.DataConverterException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** From exception to sentence and exit code: the only place where that is decided. */
public final class FailureLadder implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Map<String, String> environment;

    public FailureLadder(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        Rung rung = rungOf(failure);
        command.getErr().println(rung.sentence());
        if (environment.containsKey("PALISADE_LOG")) {
            failure.printStackTrace(command.getErr());
        }
        return rung.exitCode();
    }

    /** One line and where to read more, rather than a screen of usage. */
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println(failure.getMessage());
        UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        command.getErr().println("See ./" + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    static Rung rungOf(Exception failure) {
        if (failure instanceof CommandFailure known) {
            return new Rung(known.exitCode(), String.valueOf(known.getMessage()));
        }
        if (failure instanceof WorkflowNotFoundException missing) {
            return new Rung(
                    ExitCode.UNAVAILABLE,
                    "Temporal knows no workflow " + missing.getExecution().getWorkflowId()
                            + ". See ./palisade list; what ended longer ago than the namespace's retention is gone.");
        }
        if (failure instanceof DataConverterException) {
            return new Rung(
                    ExitCode.UNAVAILABLE,
                    "What Temporal has stored was written by another build than this command, or is damaged; ask with"
                            + " that version.");
        }
        StatusRuntimeException grpc = grpcCause(failure);
        return grpc == null ? bug(failure) : temporal(grpc.getStatus());
    }

    /** What Temporal said, and what helps, for who goes on without it. @throws RuntimeException the failure, if it is none of Temporal's */
    public static String temporalSays(RuntimeException failure) {
        StatusRuntimeException grpc = grpcCause(failure);
        if (grpc == null) {
            throw failure;
        }
        return temporal(grpc.getStatus()).sentence();
    }

    private static Rung temporal(Status status) {
        String said = status.getDescription() == null ? status.getCode().name() : status.getDescription();
        return switch (status.getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED ->
                new Rung(
                        ExitCode.UNAVAILABLE,
                        "Temporal does not answer (" + said + "). Is it running, and is its address right?"
                                + " ./palisade up starts a local one; --temporal-address names another.");
            case UNAUTHENTICATED, PERMISSION_DENIED ->
                new Rung(
                        ExitCode.UNAVAILABLE,
                        "Temporal refused us (" + said
                                + "). Check the API key or certificate of your Temporal profile.");
            case NOT_FOUND ->
                new Rung(
                        ExitCode.UNAVAILABLE,
                        "Temporal answered: " + said + " ./palisade setup makes the namespace; --temporal-namespace"
                                + " names another.");
            default -> new Rung(ExitCode.UNAVAILABLE, "Temporal answered " + status.getCode() + ": " + said);
        };
    }

    private static Rung bug(Exception failure) {
        return new Rung(
                ExitCode.INTERNAL,
                "This is a fault of Palisade's, not yours: " + failure
                        + ". PALISADE_LOG=debug shows where it happened.");
    }

    private static @Nullable StatusRuntimeException grpcCause(Exception failure) {
        if (failure instanceof StatusRuntimeException grpc) {
            return grpc;
        }
        return failure instanceof WorkflowServiceException && failure.getCause() instanceof StatusRuntimeException grpc
                ? grpc
                : null;
    }

    /** Where the ladder ends for one failure. */
    record Rung(int exitCode, String sentence) {}
}
