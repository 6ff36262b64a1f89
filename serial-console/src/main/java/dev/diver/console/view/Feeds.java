package dev.diver.console.view;

import dev.diver.console.search.FilteredConsole;
import dev.diver.console.search.Query;
import dev.diver.console.terminal.LineFeeds;
import dev.diver.console.terminal.Terminal;
import dev.diver.core.dive.Console;
import java.util.List;

/** The terminals behind a view: the one that has all that the console says, and the one that is seen. */
final class Feeds {

    private final Console console;
    private ConsoleFeed whole;
    /** The whole, or lines of it. */
    private ConsoleFeed shown;

    private int lines = ConsoleView.USUAL_SCROLL_BACK;
    private long bytes = Terminal.SCROLL_BACK_BYTES;
    private boolean returnsAtLineFeeds;
    /** What the other side knows of the size. */
    private int toldColumns;

    private int toldRows;

    Feeds(Console console, int columns, int rows) {
        this.console = console;
        whole = new ConsoleFeed(console, columns, rows, lines, bytes);
        shown = whole;
    }

    void open() {
        whole.open();
    }

    /** What is seen. */
    Terminal terminal() {
        return shown.terminal();
    }

    /** What has all modes that the guest asked for. */
    Terminal whole() {
        return whole.terminal();
    }

    void send(byte[] typed) {
        whole.send(typed);
    }

    boolean isFiltered() {
        return shown != whole;
    }

    private ConsoleFeed feed(Console source) {
        ConsoleFeed feed =
                new ConsoleFeed(source, terminal().columns(), terminal().rows(), lines, bytes);
        feed.terminal().lineFeeds(meaning());
        feed.open();
        return feed;
    }

    private LineFeeds meaning() {
        return returnsAtLineFeeds ? LineFeeds.RETURN : LineFeeds.AUTOMATIC;
    }

    /** @return whether it is another amount, with which all was read again */
    boolean scrollBack(int mostLines, long mostBytes) {
        if (mostLines == lines && mostBytes == bytes) {
            return false;
        }
        lines = mostLines;
        bytes = mostBytes;
        showAll();
        whole.close();
        whole = feed(console);
        shown = whole;
        return true;
    }

    /** Shows the lines that match, or those that do not. */
    void filter(Query query, boolean hides) {
        showAll();
        if (!query.isEmpty()) {
            shown = feed(new FilteredConsole(
                    console, query, hides, () -> whole.terminal().columns()));
        }
    }

    void showAll() {
        if (isFiltered()) {
            shown.close();
            shown = whole;
        }
    }

    boolean returnsAtLineFeeds() {
        return returnsAtLineFeeds;
    }

    void returnAtLineFeeds(boolean always) {
        returnsAtLineFeeds = always;
        terminal().lineFeeds(meaning());
        whole().lineFeeds(meaning());
    }

    /** Makes both as large as the view is, and tells the other side. */
    void fit(int columns, int rows) {
        for (Terminal terminal : isFiltered() ? List.of(whole(), terminal()) : List.of(whole())) {
            if (columns != terminal.columns() || rows != terminal.rows()) {
                terminal.resize(columns, rows);
            }
        }
        if (columns != toldColumns || rows != toldRows) {
            toldColumns = columns;
            toldRows = rows;
            console.resize(columns, rows);
        }
    }

    void close() {
        showAll();
        whole.close();
    }
}
