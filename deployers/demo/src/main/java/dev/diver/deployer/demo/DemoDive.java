package dev.diver.deployer.demo;

import dev.diver.core.debug.DebugAccess;
import dev.diver.core.dive.Console;
import dev.diver.core.dive.DiveEvents;
import dev.diver.core.dive.DrainedConsole;
import dev.diver.core.dive.GuestEnd;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.dive.RunningDive;
import dev.diver.core.run.Outcome;
import dev.diver.core.syscall.SyscallSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The played guest: a boot log, the net's arguments, a prompt that echoes, an end. */
final class DemoDive implements RunningDive {
    static final String NO_PROCESSORS =
            "The demo plays a kernel, and has no processors. Choose another mode to debug a real one.";

    private final DemoPlan plan;
    private final DiveEvents events;
    private final DrainedConsole console;
    private final BlockingQueue<byte[]> typed = new LinkedBlockingQueue<>(1024);
    private final CompletableFuture<GuestEnd> ended = new CompletableFuture<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean spoken;

    DemoDive(DemoPlan plan, RunFolder folder, DiveEvents events) {
        this.plan = plan;
        this.events = events;
        console = new DrainedConsole("demo", folder.data().resolve("console.log"), this::type);
    }

    private void type(byte[] bytes) {
        if (bytes.length > 0) {
            typed.offer(bytes.clone());
        }
    }

    void start() {
        Thread.ofVirtual().name("demo").start(this::run);
        events.spawned();
    }

    private void run() {
        var end = stopped();
        try (console) {
            end = boots() ? end : end();
        } catch (IOException e) {
            end = new GuestEnd(Outcome.FAILED, OptionalInt.empty(), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(end);
        }
    }

    /** What it plays does not heed: it has no status of its own then. */
    private static GuestEnd stopped() {
        return new GuestEnd(Outcome.STOPPED, OptionalInt.empty(), "");
    }

    /** @return whether it was stopped while it did */
    private boolean boots() throws IOException, InterruptedException {
        var request = plan.request();
        var lines = List.of(
                "\033[1mdemo\033[0m: playing " + request.kernel().manifest().reference(),
                "[0.000001] memory: 127 of 128 MiB usable, none of it real",
                "[0.000412] cpu0: played, 1000 MHz, timer at 100 Hz",
                "[0.001733] console: 115200 8n1",
                "[0.002001] starting " + request.net().name() + " " + String.join(" ", request.args()));
        for (var line : lines) {
            feed(line + "\r\n");
            if (stopped.await(plan.pauseMs(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    private GuestEnd end() throws IOException, InterruptedException {
        return switch (plan.ends()) {
            case "crash" -> DemoShell.crash(this::feed);
            case "on-request" -> {
                feed("Type help for what there is; Ctrl-D ends.\r\n");
                yield converse();
            }
            default -> {
                feed("done\r\n");
                yield new GuestEnd(Outcome.EXITED, OptionalInt.of(plan.status()), "");
            }
        };
    }

    private GuestEnd converse() throws InterruptedException, IOException {
        var shell = new DemoShell(this::feed, plan.status());
        feed(DemoShell.PROMPT);
        while (stopped.getCount() > 0) {
            for (var key : typed.take()) {
                var end = shell.type(key);
                if (end.isPresent()) {
                    return end.get();
                }
            }
        }
        return stopped();
    }

    private void feed(String text) throws IOException {
        if (!spoken) {
            spoken = true;
            events.firstOutput();
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        console.feed(bytes, 0, bytes.length);
    }

    @Override
    public List<Console> consoles() {
        return List.of(console);
    }

    @Override
    public void stopPolitely() {
        stopped.countDown();
        typed.clear();
        // Wakes who waits for it.
        typed.offer(new byte[0]);
    }

    @Override
    public void stopHard() {
        stopPolitely();
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    @Override
    public Optional<SyscallSource> syscalls() {
        return Optional.of(new DemoSyscalls());
    }

    @Override
    public CompletableFuture<DebugAccess> debug() {
        return CompletableFuture.completedFuture(new DebugAccess.Unavailable(NO_PROCESSORS));
    }

    @Override
    public CompletableFuture<GuestEnd> ended() {
        return ended;
    }
}
