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
        name = "new",
        description = "Make a key to sign with, and print its public part.",
        footer = {"", "The password is asked for twice; without it nobody can sign with the key."},
        footerHeading = "")
final class KeyNewCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "NAME", description = "How to call it.")
    private String name;

    @Option(
            names = "--no-password",
            description = "Do not encrypt it: whoever can read the file can sign, such as a program at night.")
    private boolean noPassword;

    @Mixin
    private PasswordOption password = new PasswordOption();

    KeyNewCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Optional<char[]> secret = noPassword ? Optional.empty() : Optional.of(newPassword());
        var key = context.engine().get().keys().create(name, secret);
        context.out().println(key.key());
        context.out().flush();
        context.err()
                .println("Made " + name + " (" + key.id()
                        + "). Publish its public part, which is printed above, in another place than the registry.");
        return 0;
    }

    private char[] newPassword() {
        return password.readTwice("Password of the new key " + name)
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.INVALID,
                        "No password was given.",
                        "",
                        "Type it on a terminal, give --password-file FILE, or --no-password."));
    }
}
