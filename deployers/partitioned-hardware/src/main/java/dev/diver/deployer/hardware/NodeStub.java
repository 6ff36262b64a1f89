package dev.diver.deployer.hardware;

import dev.diver.cokernel.ErrorPlaces;
import dev.diver.core.debug.DebugAccess;
import dev.diver.core.debug.DebugTarget;
import dev.diver.core.debug.DebugTarget.SymbolFile;
import dev.diver.core.kernel.Mode;
import dev.diver.core.node.Node;
import dev.diver.node.ssh.SshConnection;
import dev.diver.node.ssh.StubForward;
import dev.diver.qemu.GuestCode;
import dev.diver.qemu.KernelCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The way to the stub that a node's file names, opened when somebody wants it. Thread-safe. */
final class NodeStub implements AutoCloseable {
    private final HardwarePlan plan;
    private final SshConnection connection;
    private final ErrorPlaces places;
    private final Path socket;
    private StubForward forward;

    /** @param socket in a directory private to the user */
    NodeStub(HardwarePlan plan, SshConnection connection, ErrorPlaces places, Path socket) {
        this.plan = plan;
        this.connection = connection;
        this.places = places;
        this.socket = socket;
    }

    synchronized DebugAccess open() {
        return plan.node()
                .stub()
                .map(this::through)
                .orElseGet(() -> new DebugAccess.Unavailable("The file of the node "
                        + plan.node().name()
                        + " names no stub for a debugger ([debug] stub). Dive with the same net in the mode "
                        + Mode.PARTITIONED_VM + " to look into both kernels."));
    }

    private DebugAccess through(Node.Stub stub) {
        try {
            if (forward == null) {
                forward = connection.forward(socket, stub);
            }
            // Which of the machine's processors the stub counts, and how, is not known.
            var code = new GuestCode(List.of(), symbols(), KernelCode.sources(places.kernel()));
            return new DebugAccess.Available(code.from(new DebugTarget.Source.Stub(socket)));
        } catch (IOException e) {
            return new DebugAccess.Unavailable(
                    "The way to the stub of " + plan.node().name() + " cannot be opened: " + e.getMessage() + ".");
        }
    }

    private List<SymbolFile> symbols() {
        var symbols = new ArrayList<SymbolFile>();
        KernelCode.symbols(places.kernel(), false).ifPresent(symbols::add);
        KernelCode.program(
                        places.program(), plan.request().net().name(), OptionalLong.of(ErrorPlaces.PROGRAM_BASE), false)
                .ifPresent(symbols::add);
        return symbols;
    }

    @Override
    public synchronized void close() {
        if (forward != null) {
            forward.close();
        }
    }
}
