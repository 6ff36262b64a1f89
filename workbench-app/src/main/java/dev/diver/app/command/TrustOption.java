package dev.diver.app.command;

import dev.diver.core.Engine;
import dev.diver.core.net.Net;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Asks the person once before code of a project that came from elsewhere runs. */
final class TrustOption {
    @Option(names = "--trust", description = "Trust this project: its Makefile, scripts and program may run here.")
    private boolean trust;

    /** A refusal, or no terminal to ask on, leaves the project untrusted; the engine then refuses with words. */
    void settle(Engine engine, Net net) {
        settle(
                engine,
                net.directory(),
                "%s came from elsewhere. Building runs its Makefile in a sandbox, diving runs its program.%n");
    }

    /** Of a folder whose own scripts are run, and what it makes is booted. */
    void settleScripts(Engine engine, Path directory) {
        settle(
                engine,
                directory,
                "Nobody has said yet that %s may run here: its scripts in a sandbox, and what they make in a machine.%n");
    }

    private void settle(Engine engine, Path directory, String what) {
        if (engine.nets().isTrusted(directory)) {
            return;
        }
        var console = System.console();
        if (!trust && console != null && console.isTerminal()) {
            var answer = console.readLine(what + "Trust it? [y/N] ", directory);
            trust = answer != null
                    && answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y");
        }
        if (trust) {
            engine.nets().trust(directory);
        }
    }
}
