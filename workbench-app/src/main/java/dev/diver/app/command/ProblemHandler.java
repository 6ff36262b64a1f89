package dev.diver.app.command;

import dev.diver.core.problem.DiverException;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where a failure becomes words on standard error and an exit status. */
final class ProblemHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final PrintStream err;
    private final TerminalProgress progress;

    ProblemHandler(PrintStream err, TerminalProgress progress) {
        this.err = err;
        this.progress = progress;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        progress.clear();
        var dive = command.getCommandName().equals("dive");
        if (failure instanceof DiverException known) {
            var problem = known.problem();
            err.println("diver: " + problem.text());
            return dive ? ExitStatus.ofDive(problem.kind()) : ExitStatus.of(problem.kind());
        }
        return fault(failure);
    }

    /** What should never have happened; the details only for who asks for them. */
    int fault(Throwable failure) {
        progress.clear();
        err.println("diver: this is a fault of Diver itself: " + failure);
        if (System.getenv("DIVER_DEBUG") == null) {
            err.println("Run it again with DIVER_DEBUG=1 for the details, and report them.");
        } else {
            failure.printStackTrace(err);
        }
        return ExitStatus.TOOL_FAILED;
    }

    /** What picocli calls an unmatched argument at an index. */
    private static String words(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            var word = unmatched.getUnmatched().getFirst();
            return unmatched.getCommandLine().getSubcommands().isEmpty()
                    ? "\"" + word + "\" is more than "
                            + unmatched.getCommandLine().getCommandName() + " takes."
                    : "There is no command \"" + word + "\".";
        }
        return failure.getMessage();
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        progress.clear();
        var command = failure.getCommandLine();
        var cause = failure.getCause() instanceof DiverException known
                ? known.problem().text()
                : words(failure);
        err.println("diver: " + cause);
        if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
            // The whole name: diver plan new is not diver new.
            err.println(command.getCommandSpec().qualifiedName() + " --help lists what there is.");
        }
        return command.getCommandName().equals("dive") ? ExitStatus.TOOL_FAILED : ExitStatus.USAGE;
    }
}
