package dev.diver.deployer.demo;

import dev.diver.core.dive.Console;
import dev.diver.core.dive.DiveEvents;
import dev.diver.core.dive.DrainedConsole;
import dev.diver.core.dive.GuestEnd;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.dive.RunningDive;
import dev.diver.core.run.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The played guest: a boot log, the net's arguments, a prompt that echoes, an end. */
final class DemoDive implements RunningDive {
    private static final byte[] STOP = new byte[0];

    private final DemoPlan plan;
    private final DiveEvents events;
    private final DrainedConsole console;
    private final BlockingQueue<byte[]> typed = new LinkedBlockingQueue<>(1024);
    private final CompletableFuture<GuestEnd> ended = new CompletableFuture<>();
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
        var end = new GuestEnd(Outcome.EXITED, OptionalInt.of(plan.status()), "");
        try (console) {
            var net = plan.request().net();
            say("\033[1mdemo\033[0m: playing "
                    + plan.request().kernel().manifest().reference());
            say("memory: 128 MiB, 1 processor, none of it real");
            say("application " + net.name() + " "
                    + String.join(" ", plan.request().args()));
            switch (plan.ends()) {
                case "crash" -> {
                    say("panic: page fault at 0x0000000000000000, as asked for");
                    end = new GuestEnd(Outcome.CRASHED, OptionalInt.empty(), "The played guest crashed, as asked for.");
                }
                case "on-request" -> {
                    say("Type; Ctrl-D ends.");
                    converse();
                }
                default -> say("done");
            }
        } catch (IOException e) {
            end = new GuestEnd(Outcome.FAILED, OptionalInt.empty(), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(end);
        }
    }

    private void converse() throws InterruptedException, IOException {
        while (true) {
            var bytes = typed.take();
            for (var one : bytes) {
                if (one == 4) {
                    return;
                }
                feed(one == '\r' || one == '\n' ? "\r\n" : String.valueOf((char) one));
            }
            if (bytes == STOP) {
                return;
            }
        }
    }

    private void say(String line) throws IOException, InterruptedException {
        var stop = typed.peek() == STOP ? null : typed.poll(plan.pauseMs(), TimeUnit.MILLISECONDS);
        if (stop != null && stop != STOP) {
            feed(new String(stop, StandardCharsets.UTF_8));
        }
        feed(line + "\r\n");
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
        typed.clear();
        typed.offer(STOP);
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
    public CompletableFuture<GuestEnd> ended() {
        return ended;
    }
}
