package dev.diver.app.command;

import dev.diver.core.run.ConsoleLog;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import dev.diver.core.run.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "console", description = "Print what a dive's console said; while it runs, go on, and type into it.")
final class RunConsoleCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 30;

    private final CommandContext context;

    @Mixin
    private RunId id = new RunId();

    @Option(names = "--no-follow", description = "Print what there is and return.")
    private boolean noFollow;

    @Option(
            names = "--console",
            paramLabel = "NAME",
            description = "Another than the main one, such as linux or cokernel of a partitioned dive.")
    private String console = ConsoleLog.MAIN;

    RunConsoleCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var runs = context.engine().get().runs();
        var run = id.find(runs);
        var chosen = ConsoleLog.named(run, console);
        if (!Files.exists(chosen.file())) {
            context.err().println("Its console said nothing.");
            return 0;
        }
        var isMain = chosen.file().equals(run.console());
        try (var terminal = isMain ? TerminalMode.characterwise() : TerminalMode.unchanged();
                var log = FileChannel.open(chosen.file(), StandardOpenOption.READ)) {
            // The dive's control socket types into the main one.
            if (isMain && !noFollow && run.state() != RunState.ENDED) {
                StandardInput.forward(bytes -> runs.type(run, bytes));
            }
            follow(runs, run, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }

    private void follow(Runs runs, RunRecord run, FileChannel log) throws IOException {
        var buffer = ByteBuffer.allocate(1 << 16);
        while (true) {
            // Asked before reading: what was written before the end is read after it was noticed.
            var ended = noFollow
                    || runs.find(run.run())
                            .map(now -> now.state() == RunState.ENDED)
                            .orElse(true);
            while (log.read(buffer.clear()) > 0) {
                context.out().write(buffer.array(), 0, buffer.position());
            }
            context.out().flush();
            if (ended || context.cancellation().isCancelled()) {
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
