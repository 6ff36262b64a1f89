package dev.diver.app.screen.download;

import dev.diver.app.screen.common.Amounts;
import dev.diver.app.screen.common.Words;
import java.util.List;

/** Downloads in words. */
final class DownloadWords {
    private DownloadWords() {}

    /** Such as {@code 12 MiB of 40 MiB, 3.2 MiB/s, 9 s left}. */
    static String of(Download download) {
        return switch (download.state().get()) {
            case WAITING -> "waits for the others" + brought(download, ", ");
            case RUNNING -> running(download);
            case PAUSED -> "paused" + brought(download, ", ");
            case FAILED -> "failed" + brought(download, ", ");
            case DONE -> "in the local store";
        };
    }

    private static String running(Download download) {
        if (download.extent().get().total() <= 0) {
            return "asking for it";
        }
        var words = new StringBuilder(brought(download, ""));
        download.perSecond()
                .ifPresent(bytes -> words.append(", ").append(Amounts.of(bytes)).append("/s"));
        download.left()
                .ifPresent(seconds ->
                        words.append(", ").append(Words.millis(seconds * 1000)).append(" left"));
        return words.toString();
    }

    private static String brought(Download download, String before) {
        var extent = download.extent().get();
        return extent.total() <= 0 ? "" : before + Amounts.of(extent.done()) + " of " + Amounts.of(extent.total());
    }

    /** What all of them do, for the status bar. */
    static String of(List<Download> all) {
        var going = all.stream()
                .filter(download -> download.state().get().isGoing())
                .toList();
        if (!going.isEmpty()) {
            var total =
                    going.stream().mapToLong(one -> one.extent().get().total()).sum();
            var done =
                    going.stream().mapToLong(one -> one.extent().get().done()).sum();
            return Words.count(going.size(), "download") + (total > 0 ? " " + done * 100 / total + " %" : "");
        }
        var failed = count(all, Download.State.FAILED);
        var paused = count(all, Download.State.PAUSED);
        return failed > 0
                ? Words.count(failed, "download") + " failed"
                : paused > 0 ? Words.count(paused, "download") + " paused" : "downloads";
    }

    private static long count(List<Download> all, Download.State state) {
        return all.stream().filter(download -> download.state().get() == state).count();
    }
}
