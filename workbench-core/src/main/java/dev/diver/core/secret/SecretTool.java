package dev.diver.core.secret;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The desktop's store (freedesktop.org Secret Service) through libsecret's {@code secret-tool}: a secret goes in through
 * its standard input and comes out of its standard output.
 */
public final class SecretTool implements Secrets {
    private final HostProgram programs;

    SecretTool(HostProgram programs) {
        this.programs = programs;
    }

    /**
     * Where a desktop may be reached.
     *
     * @param environment with the session bus's address; {@code DIVER_SECRETS=file} forbids it
     */
    public static Optional<Secrets> of(HostProgram programs, Map<String, String> environment) {
        var hasBus = !environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").isEmpty();
        var hasScreen = !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
        // Without a screen nobody could unlock it, and the wait for that would look like a hang.
        return hasBus
                        && hasScreen
                        && !environment.getOrDefault("DIVER_SECRETS", "").equals("file")
                        && programs.find("secret-tool").isPresent()
                ? Optional.of(new SecretTool(programs))
                : Optional.empty();
    }

    @Override
    public Optional<char[]> find(String name) {
        var result = run(List.of("lookup", "application", "diver", "name", name), new byte[0]);
        try {
            // It ends with 1 and says nothing where there is none.
            return result.length == 0 ? Optional.empty() : Optional.of(SecretProgram.text(result));
        } finally {
            Arrays.fill(result, (byte) 0);
        }
    }

    @Override
    public void keep(String name, char[] secret) {
        var bytes = SecretProgram.bytes(secret);
        try {
            run(List.of("store", "--label=Diver: " + name, "application", "diver", "name", name), bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
        var kept = find(name).orElseThrow(() -> failed("The desktop's secret store kept nothing.", null));
        Arrays.fill(kept, '\0');
    }

    @Override
    public void forget(String name) {
        run(List.of("clear", "application", "diver", "name", name), new byte[0]);
    }

    private byte[] run(List<String> words, byte[] input) {
        var command = new ArrayList<String>();
        command.add(programs.require("secret-tool", "libsecret-tools", "to keep passwords")
                .toString());
        command.addAll(words);
        try {
            return SecretProgram.run(command, input);
        } catch (IOException e) {
            throw failed("The desktop's secret store does not answer.", e);
        }
    }

    private static DiverException failed(String what, IOException cause) {
        return new DiverException(
                new Problem(
                        Problem.Kind.FAILED,
                        what,
                        cause == null
                                ? "It is locked, or was closed without an answer."
                                : String.valueOf(cause.getMessage()),
                        "Unlock it, or keep the password in Diver's own file: DIVER_SECRETS=file."),
                cause);
    }
}
