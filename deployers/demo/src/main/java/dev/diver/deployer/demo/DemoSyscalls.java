package dev.diver.deployer.demo;

import dev.diver.core.syscall.Served;
import dev.diver.core.syscall.SyscallNames;
import dev.diver.core.syscall.SyscallRecorder;
import dev.diver.core.syscall.SyscallSource;
import dev.diver.core.syscall.SyscallStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The played program's system calls: it compresses, in waves. Always the same ones, as many as time has passed. */
final class DemoSyscalls implements SyscallSource {
    /** After a pause of the whole machine it does not catch up for longer than this. */
    private static final long MOST_MILLIS = 1000;

    private static final double MILLIS_PER_RADIAN = 700;
    private static final double SPREAD = 0.35;
    private static final int ONE_IN_SLOW = 250;
    private static final int SLOW = 30;
    private static final int NANOS_PER_MILLI = 1_000_000;

    /**
     * A call as it comes each millisecond.
     *
     * @param perMilli how often, in the middle of a wave
     * @param nanos what it usually takes
     * @param errors how many of a thousand fail
     */
    private record Habit(String name, Served served, double perMilli, int nanos, int errors) {}

    private static final List<Habit> HABITS = List.of(
            new Habit("read", Served.BY_LINUX, 2.4, 1100, 0),
            new Habit("write", Served.BY_LINUX, 0.6, 1900, 0),
            new Habit("lseek", Served.BY_LINUX, 0.2, 800, 0),
            new Habit("newfstatat", Served.BY_LINUX, 0.04, 2100, 120),
            new Habit("openat", Served.BY_LINUX, 0.03, 3400, 250),
            new Habit("close", Served.BY_LINUX, 0.03, 900, 0),
            new Habit("poll", Served.BY_LINUX, 0.01, 210_000, 0),
            new Habit("brk", Served.LOCALLY, 0.3, 160, 0),
            new Habit("mmap", Served.LOCALLY, 0.15, 420, 0),
            new Habit("munmap", Served.LOCALLY, 0.1, 380, 0),
            new Habit("futex", Served.LOCALLY, 0.4, 120, 30),
            new Habit("futex", Served.BY_LINUX, 0.02, 9000, 0),
            new Habit("clone", Served.BY_NOBODY, 0.002, 90, 1000));

    private final SyscallRecorder recorder = new SyscallRecorder();
    private final Random random = new Random(HABITS.size());
    private final long begin = System.nanoTime();
    private long played;

    @Override
    public Optional<SyscallStatistics> read() {
        var now = (System.nanoTime() - begin) / NANOS_PER_MILLI;
        for (var millis = Math.max(played, now - MOST_MILLIS); millis < now; millis++) {
            var wave = 1 + Math.sin(millis / MILLIS_PER_RADIAN);
            HABITS.forEach(habit -> play(habit, wave));
        }
        played = now;
        return Optional.of(recorder.snapshot());
    }

    private void play(Habit habit, double wave) {
        var expected = habit.perMilli() * wave;
        var times = (int) expected + (random.nextDouble() < expected - (int) expected ? 1 : 0);
        for (var i = 0; i < times; i++) {
            var slow = random.nextInt(ONE_IN_SLOW) == 0 ? SLOW : 1;
            var nanos = habit.nanos() * Math.exp(random.nextGaussian() * SPREAD) * slow;
            recorder.record(
                    SyscallNames.number(habit.name()).orElseThrow(),
                    habit.served(),
                    random.nextInt(1000) < habit.errors(),
                    (long) nanos);
            if (slow > 1 && habit.served() == Served.BY_LINUX) {
                recorder.slept();
            }
        }
    }
}
