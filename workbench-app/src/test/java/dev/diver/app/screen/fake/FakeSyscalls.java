package dev.diver.app.screen.fake;

import dev.diver.core.syscall.Served;
import dev.diver.core.syscall.SyscallFile;
import dev.diver.core.syscall.SyscallNames;
import dev.diver.core.syscall.SyscallRecorder;
import dev.diver.core.syscall.SyscallSeries;
import dev.diver.core.syscall.SyscallSource;
import dev.diver.core.syscall.SyscallStatistics;
import dev.diver.core.syscall.SyscallTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Traces like those of a program that compresses, and of a server. */
public final class FakeSyscalls implements SyscallSource {
    private final SyscallRecorder recorder = new SyscallRecorder();
    private final Random random = new Random(7);

    /** A trace of a run that compressed; the more rounds, the longer. */
    static SyscallTrace bzip2(int rounds) {
        var fake = new FakeSyscalls();
        fake.once();
        return fake.trace(rounds, fake::compress);
    }

    static SyscallTrace server(int rounds) {
        var fake = new FakeSyscalls();
        fake.once();
        return fake.trace(rounds, fake::serve);
    }

    static void write(Path folder, SyscallTrace trace) {
        try {
            Files.createDirectories(folder);
            SyscallFile.write(folder, trace);
        } catch (IOException e) {
            throw FakeNets.unchecked(e);
        }
    }

    private SyscallTrace trace(int rounds, java.util.function.IntConsumer round) {
        var samples = new ArrayList<SyscallSeries.Sample>();
        for (var i = 0; i <= rounds; i++) {
            round.accept(i);
            var now = recorder.snapshot();
            samples.add(new SyscallSeries.Sample(i * 250L, now.total(), now.forwarded()));
        }
        return new SyscallTrace(recorder.snapshot(), new SyscallSeries(samples), rounds * 250L, true);
    }

    private void once() {
        Map.of("mmap", 31, "mprotect", 9, "munmap", 6, "set_tid_address", 1, "arch_prctl", 1)
                .forEach((name, count) -> many(name, Served.LOCALLY, count, 380, 0));
        Map.of("openat", 14, "newfstatat", 11, "close", 12, "pread64", 4, "ioctl", 3, "prlimit64", 1)
                .forEach((name, count) -> many(name, Served.BY_LINUX, count, 2600, name.equals("openat") ? 4 : 9));
        many("clone", Served.BY_NOBODY, 2, 90, 1);
    }

    private void compress(int round) {
        var wave = 1.4 + Math.sin(round / 6.0);
        many("read", Served.BY_LINUX, (int) (310 * wave), 1150, 0);
        many("write", Served.BY_LINUX, (int) (70 * wave), 2100, 0);
        many("lseek", Served.BY_LINUX, 9, 800, 0);
        many("brk", Served.LOCALLY, 24, 150, 0);
    }

    private void serve(int round) {
        var wave = 1.2 + Math.cos(round / 4.0);
        many("epoll_wait", Served.BY_LINUX, (int) (26 * wave), 180_000, 0);
        many("read", Served.BY_LINUX, (int) (80 * wave), 1500, 6);
        many("sendmsg", Served.BY_LINUX, (int) (75 * wave), 4200, 0);
        many("futex", Served.LOCALLY, (int) (120 * wave), 130, 40);
        many("futex", Served.BY_LINUX, 3, 9000, 0);
    }

    private void many(String name, Served served, int count, int nanos, int failing) {
        for (var i = 0; i < count; i++) {
            var slow = random.nextInt(300) == 0 ? 25 : 1;
            recorder.record(SyscallNames.number(name).orElseThrow(), served, failing > 0 && i % failing == 0, (long)
                    (nanos * Math.exp(random.nextGaussian() * 0.3) * slow));
        }
    }

    private int round;

    @Override
    public Optional<SyscallStatistics> read() {
        if (round == 0) {
            once();
        }
        compress(round++);
        return Optional.of(recorder.snapshot());
    }
}
