package dev.diver.app.command;

import dev.diver.core.problem.DiverException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "console", description = "Use a node's serial console through its BMC (serial over LAN), until Ctrl-C.")
final class NodeConsoleCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private NodeName name = new NodeName();

    NodeConsoleCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var services = context.engine().get().nodes();
        var node = name.find(services);
        try (var console = services.control().console(node, context.progress(), context.cancellation());
                var terminal = TerminalMode.characterwise()) {
            context.err().println("Connected; Ctrl-C leaves. It is kept in " + console.log() + ".");
            try (var shown = console.attach(this::show)) {
                StandardInput.forward(console::write);
                var over = CompletableFuture.anyOf(console.ended().toCompletableFuture(), interrupted());
                over.join();
            }
        } catch (CompletionException e) {
            if (e.getCause() instanceof DiverException known) {
                throw new DiverException(known.problem(), known);
            }
            throw e;
        }
        return 0;
    }

    private CompletableFuture<Void> interrupted() {
        var interrupted = new CompletableFuture<Void>();
        context.cancellation().onCancel(() -> interrupted.complete(null));
        return interrupted;
    }

    private void show(byte[] bytes, int offset, int length) {
        context.out().write(bytes, offset, length);
        context.out().flush();
    }
}
