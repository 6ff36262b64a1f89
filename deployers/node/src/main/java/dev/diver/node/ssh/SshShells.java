package dev.diver.node.ssh;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.node.Node;
import dev.diver.core.node.NodeConsole;
import dev.diver.core.node.NodeShells;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Shells over SSH, each with a connection of its own. */
public final class SshShells implements NodeShells {
    private final SshConnector connector;
    private final Path logs;

    /** @param logs where what shells say is kept as long as they are open */
    public SshShells(SshConnector connector, Path logs) {
        this.connector = connector;
        this.logs = logs;
    }

    @Override
    public NodeConsole open(Node node, Progress progress, Cancellation cancellation) {
        progress.report("logging in to " + node.name());
        var connection = connector.connect(node, Optional.empty(), cancellation);
        try {
            return SshShell.open(node.name(), connection, log());
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private Path log() {
        try {
            Files.createDirectories(logs);
            return Files.createTempFile(logs, "shell-", ".log");
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "What the shell says cannot be kept in " + logs + ".",
                            String.valueOf(e.getMessage()),
                            "Look at the rights of the directory, and whether the disk is full."),
                    e);
        }
    }
}
