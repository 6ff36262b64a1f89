package dev.diver.console.view;

import dev.diver.console.terminal.Screen;
import dev.diver.console.terminal.Terminal;
import dev.diver.core.dive.Console;
import java.util.EnumSet;
import java.util.Set;

/** Does what is asked of a view, or says why it cannot be done. */
final class Commands {

    private final ConsoleView view;
    private final Selection selection;
    private final Finder finder;
    private final FilterBar filterBar;
    private final Pasting pasting;
    private final Scrolling scrolling;
    private final Feeds feeds;

    Commands(
            ConsoleView view,
            Selection selection,
            Finder finder,
            FilterBar filterBar,
            Pasting pasting,
            Scrolling scrolling,
            Feeds feeds) {
        this.view = view;
        this.selection = selection;
        this.finder = finder;
        this.filterBar = filterBar;
        this.pasting = pasting;
        this.scrolling = scrolling;
        this.feeds = feeds;
    }

    private Terminal terminal() {
        return feeds.terminal();
    }

    String whyNot(ConsoleCommand command) {
        return switch (command) {
            case COPY -> selection.isEmpty() ? "Nothing is selected." : "";
            case PASTE, TYPE_CLIPBOARD -> Pasting.whyNot();
            case HOLD, MARK, TIME_STAMPS ->
                terminal().isAlternateScreen() ? "A program uses the whole screen, which has no lines." : "";
            case PREVIOUS_MARK, NEXT_MARK -> terminal().marks() == 0 ? "No line is marked." : "";
            case BREAK -> missing(Console.Signal.BREAK, "This console has no line that a break could be sent on.");
            case CTRL_ALT_DELETE ->
                missing(Console.Signal.CTRL_ALT_DELETE, "There is no keyboard of a machine behind this console.");
            default -> "";
        };
    }

    /** Those that stand for a state, where the view is in it. */
    Set<ConsoleCommand> on() {
        Set<ConsoleCommand> on = EnumSet.noneOf(ConsoleCommand.class);
        if (finder.bar().isVisible()) {
            on.add(ConsoleCommand.FIND);
        }
        if (filterBar.isVisible()) {
            on.add(ConsoleCommand.FILTER);
        }
        if (scrolling.isHeld()) {
            on.add(ConsoleCommand.HOLD);
        }
        if (view.getTimeStamps() != TimeStamps.OFF) {
            on.add(ConsoleCommand.TIME_STAMPS);
        }
        return Set.copyOf(on);
    }

    private String missing(Console.Signal signal, String why) {
        return view.console().signals().contains(signal) ? "" : why;
    }

    void perform(ConsoleCommand command) {
        switch (command) {
            case COPY -> selection.copy(terminal());
            case PASTE -> pasting.paste();
            case TYPE_CLIPBOARD -> pasting.type();
            case SELECT_ALL -> view.select(terminal().all());
            case FIND -> finder.open(selectedLine());
            case FILTER -> filterBar.open(selectedLine());
            case HOLD -> holdOrFollow();
            case TIME_STAMPS -> view.setTimeStamps(view.getTimeStamps().next());
            case MARK -> terminal().toggleMark(markable());
            case PREVIOUS_MARK -> goToMark(false);
            case NEXT_MARK -> goToMark(true);
            case CLEAR -> terminal().clear();
            case LARGER_TEXT -> view.setFontSize(view.getFontSize() + 1);
            case SMALLER_TEXT -> view.setFontSize(view.getFontSize() - 1);
            case USUAL_TEXT -> view.setFontSize(ConsoleFont.USUAL_SIZE);
            case BREAK -> view.console().signal(Console.Signal.BREAK);
            case CTRL_ALT_DELETE -> view.console().signal(Console.Signal.CTRL_ALT_DELETE);
            case RETURN_AT_LINE_FEEDS -> feeds.returnAtLineFeeds(!feeds.returnsAtLineFeeds());
        }
    }

    private String selectedLine() {
        String text = view.getSelectedText();
        return text.contains("\n") ? "" : text;
    }

    private void holdOrFollow() {
        if (scrolling.isHeld()) {
            view.follow();
        } else {
            scrolling.hold(view.screen());
        }
    }

    /** What is selected begins in the line that is meant; else the cursor stands in it, or it is the first one seen. */
    private long markable() {
        Screen screen = view.screen();
        if (!selection.isEmpty()) {
            return selection.range().start().line();
        }
        return scrolling.isFollowing() ? screen.topLine() + screen.cursorRow() : screen.topLine();
    }

    /** From the first line seen; what follows the last mark is the newest line. */
    private void goToMark(boolean after) {
        Screen screen = view.screen();
        long below = screen.lastTopLine() + screen.rows();
        long from = scrolling.isFollowing() ? below : screen.topLine();
        long line = terminal().mark(from, after);
        if (line >= 0) {
            scrolling.to(line, screen);
        } else if (after) {
            view.follow();
        }
    }
}
