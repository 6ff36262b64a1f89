package dev.diver.app.screen.download;

import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Notices;
import dev.diver.app.screen.common.Tasks;
import dev.diver.app.screen.download.Download.State;
import dev.diver.core.catalog.Catalog;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.beans.Observable;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/**
 * The queue of pulls. What came of one that was paused, or failed, is in the store's own folder of downloads: going on
 * with it is pulling it again. Used on the screen's thread only.
 */
public final class DownloadsModel {
    /** More would only share one line. */
    static final int AT_ONCE = 2;

    private final Catalog catalog;
    private final Tasks tasks;
    private final Notices notices;
    private final LongSupplier nanos;
    private final ObservableList<Download> all = FXCollections.observableArrayList(
            download -> new Observable[] {download.state(), download.extent(), download.notes()});
    private final ObservableList<Download> shown = FXCollections.unmodifiableObservableList(all);
    private boolean closed;

    public DownloadsModel(Catalog catalog, Tasks tasks, Notices notices) {
        this(catalog, tasks, notices, System::nanoTime);
    }

    /** @param nanos a clock that only goes forward */
    DownloadsModel(Catalog catalog, Tasks tasks, Notices notices, LongSupplier nanos) {
        this.catalog = catalog;
        this.tasks = tasks;
        this.notices = notices;
        this.nanos = nanos;
    }

    /** Oldest first; also tells where one of them changes. */
    public ObservableList<Download> all() {
        return shown;
    }

    public Optional<Download> find(KernelReference reference) {
        return all.stream()
                .filter(download -> download.reference().equals(reference))
                .findFirst();
    }

    /** Brings it, as soon as it is its turn; goes on with it where it was begun before. */
    public void add(KernelReference reference) {
        var there = find(reference).filter(download -> !download.state().get().isOver());
        if (there.isPresent()) {
            resume(there.get());
            return;
        }
        all.removeIf(download -> download.reference().equals(reference));
        all.add(new Download(reference, State.WAITING));
        next();
    }

    public void pause(Download download) {
        if (download.state().get().isGoing()) {
            download.become(State.PAUSED);
            download.stop();
            next();
        }
    }

    /** Also once it has failed. */
    public void resume(Download download) {
        var state = download.state().get();
        if (!state.isGoing() && !state.isOver()) {
            download.become(State.WAITING);
            next();
        }
    }

    /** What came of it may stay on the disk for some days. */
    public void remove(Download download) {
        all.remove(download);
        download.stop();
        next();
    }

    public void pauseAll() {
        List.copyOf(all).forEach(this::pause);
    }

    public void resumeAll() {
        List.copyOf(all).forEach(this::resume);
    }

    /** Those that are in the store. */
    public void forgetDone() {
        all.removeIf(download -> download.state().get().isOver());
    }

    /** What is not in the store yet, for the next start. */
    public List<String> unfinished() {
        return all.stream()
                .filter(download -> !download.state().get().isOver())
                .map(download -> download.reference().toString())
                .toList();
    }

    /** Those of an earlier start, paused: nothing is brought that nobody asks for now. */
    public void restore(List<String> references) {
        for (var text : references) {
            try {
                var reference = KernelReference.parse(text);
                if (find(reference).isEmpty()) {
                    all.add(new Download(reference, State.PAUSED));
                }
            } catch (DiverException e) {
                // The file that it stood in may have been written by anybody.
                continue;
            }
        }
    }

    /** The window goes: nothing is begun any more. */
    public void close() {
        closed = true;
        all.forEach(Download::stop);
    }

    private void next() {
        var free = AT_ONCE - all.stream().filter(Download::isWorking).count();
        all.stream()
                .filter(download -> download.state().get() == State.WAITING && !download.isWorking())
                .limit(closed ? 0 : Math.max(0, free))
                .toList()
                .forEach(this::begin);
    }

    private void begin(Download download) {
        var reference = download.reference();
        var job = tasks.startAside(
                "Pulling " + reference,
                (progress, cancellation) -> catalog.pull(reference, progress, cancellation),
                pulled -> done(download),
                failure -> failed(download, failure));
        download.begins(job);
        job.extent().subscribe((was, is) -> {
            if (is.total() > 0) {
                download.came(is, nanos.getAsLong());
            }
        });
        job.notes().addListener((ListChangeListener<String>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(note -> note(download, note));
            }
        });
    }

    private void note(Download download, String text) {
        if (!download.notes().contains(text)) {
            download.notes().add(text);
            notices.warn(text);
        }
    }

    private void done(Download download) {
        download.ended();
        download.become(State.DONE);
        notices.tell(download.reference() + " is in the local store now.");
        next();
    }

    private void failed(Download download, Failure failure) {
        download.ended();
        if (!failure.isCancelled() && all.contains(download)) {
            download.fail(failure);
            notices.problem(failure, List.of(new Notices.Remedy("Try again", () -> resume(download))));
        }
        next();
    }
}
