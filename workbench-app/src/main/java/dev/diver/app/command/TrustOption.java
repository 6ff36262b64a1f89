package dev.diver.app.command;

import dev.diver.core.Engine;
import dev.diver.core.net.Net;
import picocli.CommandLine.Option;

/** Asks the person once before code of a project that came from elsewhere runs. */
final class TrustOption {
    @Option(names = "--trust", description = "Trust this project: its Makefile and its program may run here.")
    private boolean trust;

    /** A refusal, or no terminal to ask on, leaves the project untrusted; the engine then refuses with words. */
    void settle(Engine engine, Net net) {
        if (engine.nets().isTrusted(net.directory())) {
            return;
        }
        var console = System.console();
        if (!trust && console != null && console.isTerminal()) {
            var answer = console.readLine(
                    "%s came from elsewhere. Building runs its Makefile in a sandbox, diving runs its program.%nTrust it? [y/N] ",
                    net.directory());
            trust = answer != null
                    && answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y");
        }
        if (trust) {
            engine.nets().trust(net.directory());
        }
    }
}
