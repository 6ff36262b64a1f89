package dev.diver.core.syscall;

import java.util.ArrayList;
import java.util.List;

/** Makes a series in bounded memory: where it grows long, each second sample goes, and the later ones come half as often. */
final class SeriesRecorder {
    static final int MOST = 512;

    private final List<SyscallSeries.Sample> samples = new ArrayList<>();
    private SyscallSeries.Sample latest;
    private long distance = 1;

    void add(SyscallSeries.Sample sample) {
        if (latest != null && sample.atMillis() <= latest.atMillis()) {
            return;
        }
        latest = sample;
        if (!samples.isEmpty() && sample.atMillis() < samples.getLast().atMillis() + distance) {
            return;
        }
        samples.add(sample);
        if (samples.size() > MOST) {
            var kept = new ArrayList<SyscallSeries.Sample>();
            for (var i = 0; i < samples.size(); i += 2) {
                kept.add(samples.get(i));
            }
            samples.clear();
            samples.addAll(kept);
            distance = Math.max(1, samples.getLast().atMillis() / (samples.size() - 1));
        }
    }

    /** The latest sample is always in it. */
    SyscallSeries series() {
        if (latest == null || samples.getLast().equals(latest)) {
            return new SyscallSeries(samples);
        }
        var all = new ArrayList<>(samples);
        all.add(latest);
        return new SyscallSeries(all);
    }
}
