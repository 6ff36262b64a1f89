package dev.diver.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rotate",
        description = "Let a key be followed by another one, which both sign; the statement for others is printed.",
        footer = {"", "Such as: diver key new next; diver key rotate lab next > next.statement"},
        footerHeading = "")
final class KeyRotateCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "OLD", description = "The key that others trust.")
    private String from;

    @Parameters(index = "1", paramLabel = "NEW", description = "The key that they are to trust too.")
    private String to;

    @Option(
            names = "--new-password-file",
            paramLabel = "FILE",
            description = "Read the password of NEW from its first line.")
    private Path newFile;

    @Mixin
    private PasswordOption password = new PasswordOption();

    KeyRotateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var statement = context.engine()
                .get()
                .keys()
                .rotate(from, to, key -> key.equals(to) ? password.ofKey(key, newFile) : password.ofKey(key));
        context.out().print(statement);
        context.out().flush();
        context.err()
                .println(from + " is followed by " + to
                        + ". Others trust it with the statement above: diver key add FILE.");
        return 0;
    }
}
