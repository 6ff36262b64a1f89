package dev.diver.core.syscall;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

/** Statistics for tests. */
final class Traces {
    static final int READ = 0;
    static final int WRITE = 1;
    static final int POLL = 7;
    static final int BRK = 12;
    static final int CLONE = 56;

    private Traces() {}

    /** Always the same: reads and writes forwarded, brk served locally in about 150 ns, a clone refused. */
    static SyscallStatistics bzip2() {
        return bzip2(734);
    }

    static SyscallStatistics bzip2(int reads) {
        var random = new Random(1);
        var recorder = new SyscallRecorder();
        for (var i = 0; i < reads; i++) {
            recorder.record(READ, Served.BY_LINUX, false, 1000 + random.nextInt(400));
        }
        for (var i = 0; i < 151; i++) {
            recorder.record(WRITE, Served.BY_LINUX, i == 3, 2000 + random.nextInt(9000));
        }
        for (var i = 0; i < 14; i++) {
            recorder.record(BRK, Served.LOCALLY, false, 140 + random.nextInt(20));
        }
        recorder.record(CLONE, Served.BY_NOBODY, true, 90);
        recorder.slept();
        return recorder.snapshot();
    }

    static SyscallStatistics random(long seed) {
        var random = new Random(seed);
        var recorder = new SyscallRecorder();
        for (var i = random.nextInt(2000); i > 0; i--) {
            var served = Served.values()[random.nextInt(Served.values().length)];
            recorder.record(
                    random.nextInt(WindowLayout.CALLS), served, random.nextBoolean(), random.nextLong(1L << 45));
        }
        var plain = recorder.snapshot();
        return new SyscallStatistics(
                plain.calls(),
                random.nextInt(1000),
                random.nextInt(1000),
                random.nextInt(1000),
                random.nextInt(1000),
                random.nextBoolean() ? Optional.of(crash()) : Optional.empty());
    }

    static CokernelCrash crash() {
        return new CokernelCrash(
                14,
                2,
                0xffff_ffff_8000_0008L,
                0xffff_ffff_8020_1234L,
                -64,
                0x202,
                0x1000,
                LongStream.range(-7, 8).boxed().toList(),
                List.of(0xffff_ffff_8020_1234L, 0xffff_ffff_8020_0001L),
                "page fault in the allocator");
    }

    static SyscallTrace trace() {
        return new SyscallTrace(
                bzip2(),
                new SyscallSeries(List.of(
                        new SyscallSeries.Sample(0, 0, 0),
                        new SyscallSeries.Sample(250, 300, 290),
                        new SyscallSeries.Sample(500, 900, 885))),
                500,
                true);
    }
}
