package dev.diver.core.syscall;

import java.util.ArrayList;
import java.util.List;

/**
 * How the calls of a run came over time.
 *
 * @param samples by ascending time
 */
public record SyscallSeries(List<Sample> samples) {
    public static final SyscallSeries EMPTY = new SyscallSeries(List.of());

    /**
     * What had been counted by then.
     *
     * @param atMillis since the first sample
     */
    public record Sample(long atMillis, long total, long forwarded) {}

    /**
     * Between two samples.
     *
     * @param fromMillis since the first sample, as toMillis
     * @param callsPerSecond all calls
     * @param forwardedPerSecond those that Linux served
     */
    public record Rate(long fromMillis, long toMillis, double callsPerSecond, double forwardedPerSecond) {}

    public SyscallSeries {
        samples = List.copyOf(samples);
        for (var i = 0; i < samples.size(); i++) {
            var sample = samples.get(i);
            var earliest = i == 0 ? 0 : samples.get(i - 1).atMillis() + 1;
            if (sample.atMillis() < earliest || sample.total() < 0 || sample.forwarded() < 0) {
                throw new IllegalArgumentException("sample " + i + " of the time line is " + sample);
            }
        }
    }

    public List<Rate> rates() {
        var rates = new ArrayList<Rate>();
        for (var i = 1; i < samples.size(); i++) {
            var from = samples.get(i - 1);
            var to = samples.get(i);
            var seconds = (to.atMillis() - from.atMillis()) / 1000.0;
            rates.add(new Rate(
                    from.atMillis(),
                    to.atMillis(),
                    Math.max(0, to.total() - from.total()) / seconds,
                    Math.max(0, to.forwarded() - from.forwarded()) / seconds));
        }
        return rates;
    }
}
