package dev.diver.app.screen.fake;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.node.BootDevice;
import dev.diver.core.node.DryRun;
import dev.diver.core.node.Node;
import dev.diver.core.node.NodeConsole;
import dev.diver.core.node.NodeControl;
import dev.diver.core.node.NodePartitioning;
import dev.diver.core.node.NodeServices;
import dev.diver.core.node.Nodes;
import dev.diver.core.node.PowerAction;
import dev.diver.core.node.PowerState;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.secret.Secrets;
import dev.diver.core.topology.MachineSource;
import dev.diver.core.topology.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Nodes whose power is a word in memory, and which are all the same machine; one named {@code silent} does not answer. */
public final class FakeNodes implements Nodes, NodeControl {
    private final Map<String, Node> nodes = new TreeMap<>();
    private final Map<String, PowerState> power = new ConcurrentHashMap<>();

    public static NodeServices services() {
        var fake = new FakeNodes();
        return new NodeServices(fake, new Forgetful(), fake, List.of(), new Alike(), null, fake::console);
    }

    @Override
    public synchronized List<Node> list() {
        return List.copyOf(nodes.values());
    }

    @Override
    public List<String> broken() {
        return List.of();
    }

    @Override
    public synchronized Node find(String name) {
        return Optional.ofNullable(nodes.get(name))
                .orElseThrow(
                        () -> new DiverException(Problem.Kind.NOT_FOUND, "There is no node " + name + ".", "", ""));
    }

    @Override
    public synchronized void add(Node node) {
        nodes.put(node.name(), node);
    }

    @Override
    public synchronized void replace(Node node) {
        nodes.put(node.name(), node);
    }

    @Override
    public synchronized void remove(String name) {
        nodes.remove(name);
    }

    @Override
    public PowerState power(Node node, Cancellation cancellation) {
        return power.getOrDefault(node.name(), PowerState.OFF);
    }

    @Override
    public void power(Node node, PowerAction action, Duration limit, Progress progress, Cancellation cancellation) {
        power.put(node.name(), action.target());
    }

    @Override
    public void bootFrom(Node node, BootDevice device, boolean once, Cancellation cancellation) {}

    @Override
    public NodeConsole console(Node node, Progress progress, Cancellation cancellation) {
        var console = new FakeConsole("serial over LAN", Path.of("/nowhere"));
        console.say(node.name() + " login: ");
        return new PlayedConsole(console, new CompletableFuture<>());
    }

    /** Echoes. */
    private record PlayedConsole(FakeConsole console, CompletableFuture<Void> ended) implements NodeConsole {
        @Override
        public String name() {
            return console.name();
        }

        @Override
        public Path log() {
            return console.log();
        }

        @Override
        public void write(byte[] bytes) {
            console.write(bytes);
        }

        @Override
        public Subscription attach(Sink sink) {
            return console.attach(sink);
        }

        @Override
        public void close() {
            ended.complete(null);
        }
    }

    private record Alike() implements NodePartitioning {
        @Override
        public Topology topology(Node node, Progress progress, Cancellation cancellation) {
            if (node.name().equals("silent")) {
                throw new DiverException(
                        Problem.Kind.FAILED, "silent does not answer.", "Nobody listens there.", "Power it on.");
            }
            return MachineSource.read("qemu:sockets=2,cores=2,threads=2,memory=1GiB+1GiB");
        }

        @Override
        public DryRun dryRun(Node node, PartitionPlan plan, Progress progress, Cancellation cancellation) {
            return new DryRun(node.name(), List.of(), List.of());
        }
    }

    /** Keeps nothing. */
    private record Forgetful() implements Secrets {
        @Override
        public Optional<char[]> find(String name) {
            return Optional.empty();
        }

        @Override
        public void keep(String name, char[] secret) {}

        @Override
        public void forget(String name) {}
    }
}
