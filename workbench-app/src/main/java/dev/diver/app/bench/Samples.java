package dev.diver.app.bench;

import org.HdrHistogram.Histogram;

/** Durations of one kind. */
final class Samples {
    private static final double NANOS_PER_MS = 1e6;

    private final Histogram histogram = new Histogram(3);

    /** Something to be timed. */
    interface Work {
        void run() throws Exception;
    }

    void time(Work work) throws Exception {
        var start = System.nanoTime();
        work.run();
        add(System.nanoTime() - start);
    }

    void add(long nanos) {
        histogram.recordValue(Math.max(nanos, 0));
    }

    long count() {
        return histogram.getTotalCount();
    }

    double medianMs() {
        return percentileMs(50);
    }

    double meanMs() {
        return histogram.getMean() / NANOS_PER_MS;
    }

    double percentileMs(double percentile) {
        return histogram.getValueAtPercentile(percentile) / NANOS_PER_MS;
    }
}
