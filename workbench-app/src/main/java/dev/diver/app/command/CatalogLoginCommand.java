package dev.diver.app.command;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "login",
        description = "Keep a login of a registry in the desktop's secret store.",
        footer = {"", "Logins that docker's credential helpers have are found without this."},
        footerHeading = "")
final class CatalogLoginCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private CatalogName name = new CatalogName();

    @Option(names = "--user", paramLabel = "USER", required = true, description = "Who logs in.")
    private String user;

    @Mixin
    private PasswordOption password = new PasswordOption();

    CatalogLoginCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var registries = context.engine().get().registries();
        var host = registries.host(name.text());
        var secret = password.read("Password of " + user + " at " + host)
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.INVALID,
                        "No password was given.",
                        "",
                        "Type it on a terminal, or give --password-file FILE."));
        registries.login(name.text(), user, secret);
        return 0;
    }
}
