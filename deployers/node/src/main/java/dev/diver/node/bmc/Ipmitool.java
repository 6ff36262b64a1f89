package dev.diver.node.bmc;

import dev.diver.core.job.Cancellation;
import dev.diver.core.node.Node;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs {@code ipmitool -I lanplus} for one node. */
final class Ipmitool {
    /** Of one command; ipmitool itself gives up after about 6 s of silence, as it waits longer with each try. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final int ANSWER_SECONDS = 1;
    private static final int TRIES = 2;

    /** Bytes of a password, IPMI 2.0 specification, section 22.30. */
    private static final int LONGEST_PASSWORD = 20;

    private final HostProgram programs;
    private final BmcPasswords passwords;
    private final Path directory;
    private final Node node;
    private final Node.Ipmi bmc;

    /** @param directory private to the user, for the password while the program reads it */
    Ipmitool(HostProgram programs, BmcPasswords passwords, Path directory, Node node, Node.Ipmi bmc) {
        this.programs = programs;
        this.passwords = passwords;
        this.directory = directory;
        this.node = node;
        this.bmc = bmc;
    }

    Node node() {
        return node;
    }

    /** Gives what it said on both outputs. */
    String run(Cancellation cancellation, String... words) {
        return run(bmc.cipherSuite(), cancellation, words);
    }

    /** With another cipher suite than the node's. */
    String run(int cipherSuite, Cancellation cancellation, String... words) {
        return withPasswordFile(file -> {
            // Without -v it does not say why a session was refused.
            var command = command(file, cipherSuite, "-v");
            command.addAll(List.of(words));
            var result = programs.run(command, Path.of("/"), LIMIT, cancellation);
            if (!result.ok()) {
                throw IpmiFailures.of(node.name(), bmc, cipherSuite, result.output());
            }
            return result.output();
        });
    }

    /** The whole command line, without the words that say what to do. */
    List<String> command(Path passwordFile, int cipherSuite, String... options) {
        var command = new ArrayList<String>();
        command.add(program().toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-I", "lanplus", "-H", bmc.host(), "-p", String.valueOf(bmc.port())));
        command.addAll(List.of("-U", bmc.user(), "-f", passwordFile.toString()));
        command.addAll(List.of("-C", String.valueOf(cipherSuite), "-L", "ADMINISTRATOR"));
        command.addAll(List.of("-N", String.valueOf(ANSWER_SECONDS), "-R", String.valueOf(TRIES)));
        return command;
    }

    /** What its words mean. */
    DiverException failure(String said) {
        return IpmiFailures.of(node.name(), bmc, bmc.cipherSuite(), said);
    }

    int cipherSuite() {
        return bmc.cipherSuite();
    }

    private Path program() {
        return programs.require("ipmitool", "ipmitool", "to reach the BMC of " + node.name());
    }

    /** What is done while the password's file is there. */
    @FunctionalInterface
    interface WithFile<T> {
        T run(Path passwordFile) throws IOException;
    }

    <T> T withPasswordFile(WithFile<T> use) {
        return passwords.lend(node, password -> {
            requireFitting(password);
            try (var file = PasswordFile.write(directory, password)) {
                return use.run(file.file());
            } catch (IOException e) {
                throw new DiverException(
                        new Problem(
                                Problem.Kind.FAILED,
                                "ipmitool cannot be run for " + node.name() + ".",
                                String.valueOf(e.getMessage()),
                                "Look at the rights of " + directory + "."),
                        e);
            }
        });
    }

    private void requireFitting(char[] password) {
        // Not as a String: nobody could overwrite it.
        var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        var length = encoded.remaining();
        Arrays.fill(encoded.array(), (byte) 0);
        var oneLine = CharBuffer.wrap(password).chars().noneMatch(Character::isISOControl);
        if (length > LONGEST_PASSWORD || !oneLine) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "The password of " + node.name() + "'s BMC is no password of IPMI.",
                    oneLine
                            ? "It has " + length + " bytes, and IPMI 2.0 takes " + LONGEST_PASSWORD + "."
                            : "It has control characters.",
                    "diver node password " + node.name() + " asks for it again.");
        }
    }
}
