package dev.diver.app.command;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "revoke",
        description = "Trust a key no longer, whatever it signed; the statement for others is printed.",
        footer = {"", "Others take the statement with diver key add FILE."},
        footerHeading = "")
final class KeyRevokeCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "NAME", description = "The key.")
    private String name;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for all who trust it.")
    private String reason;

    @Option(
            names = "--by",
            paramLabel = "KEY",
            description = "The key that signs the statement: one that followed it, where it cannot sign itself.")
    private String by;

    @Option(names = "--only-here", description = "Tell nobody; nothing is signed.")
    private boolean onlyHere;

    @Mixin
    private PasswordOption password = new PasswordOption();

    KeyRevokeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (onlyHere && by != null) {
            throw new DiverException(
                    Problem.Kind.INVALID, "--only-here and --by exclude each other.", "", "Give one of them.");
        }
        Optional<String> signer = onlyHere ? Optional.empty() : Optional.of(by == null ? name : by);
        var statement = context.engine().get().keys().revoke(name, reason, signer, password::ofKey);
        statement.ifPresent(text -> {
            context.out().print(text);
            context.out().flush();
        });
        context.err()
                .println(
                        statement.isPresent()
                                ? "Revoked. Others revoke it with the statement above: diver key add FILE."
                                : "Revoked here.");
        return 0;
    }
}
