package dev.diver.app.screen.console;

import dev.diver.app.screen.common.Action;
import dev.diver.console.view.ConsoleCommand;
import dev.diver.console.view.ConsoleView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** What can be done with the console that has the keyboard, for the palette, menus, shortcuts and its tool bar. */
final class ConsoleActions {
    private static final String GROUP = "Console";

    private final ConsoleFrame frame;
    private final List<Action> all = new ArrayList<>();

    ConsoleActions(ConsoleFrame frame, ConsoleDesk desk) {
        this.frame = frame;
        if (frame.main() instanceof ConsoleView) {
            for (var command : ConsoleCommand.values()) {
                all.add(of(command));
            }
            all.add(action("split", "Split", MaterialDesignA.ARROW_SPLIT_VERTICAL, frame::split));
            all.add(action(
                    "group",
                    "Type into several consoles",
                    MaterialDesignK.KEYBOARD_VARIANT,
                    () -> desk.group().toggle(frame)));
            all.add(action(
                    "save",
                    "Save\u2026",
                    MaterialDesignC.CONTENT_SAVE_OUTLINE,
                    () -> new SaveDialog(desk.bench(), frame.console(), view().terminal()).show()));
            all.add(action(
                    "settings",
                    "Settings of consoles\u2026",
                    MaterialDesignC.COG_OUTLINE,
                    () -> new SettingsDialog(desk).show()));
        }
    }

    List<Action> all() {
        return List.copyOf(all);
    }

    Action get(ConsoleCommand command) {
        return find(id(command)).orElseThrow();
    }

    Optional<Action> find(String id) {
        return all.stream().filter(action -> action.id().equals(id)).findFirst();
    }

    /** The view that is meant, which is there where actions are. */
    private ConsoleView view() {
        return frame.current().orElseThrow();
    }

    private static Action action(String id, String name, Ikon icon, Runnable run) {
        return Action.of("console-" + id, GROUP, name, icon, run);
    }

    static String id(ConsoleCommand command) {
        return "console-" + command.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private Action of(ConsoleCommand command) {
        var action = Action.of(id(command), GROUP, command.title(), icon(command), () -> view().perform(command))
                .unless(() -> view().whyNot(command));
        return command.keys().isEmpty() ? action : action.on(command.keys());
    }

    private static Ikon icon(ConsoleCommand command) {
        return switch (command) {
            case COPY -> MaterialDesignC.CONTENT_COPY;
            case PASTE -> MaterialDesignC.CONTENT_PASTE;
            case TYPE_CLIPBOARD -> MaterialDesignK.KEYBOARD_OUTLINE;
            case SELECT_ALL -> MaterialDesignS.SELECT_ALL;
            case FIND -> MaterialDesignM.MAGNIFY;
            case FILTER -> MaterialDesignF.FILTER_OUTLINE;
            case HOLD -> MaterialDesignP.PAUSE;
            case TIME_STAMPS -> MaterialDesignC.CLOCK_OUTLINE;
            case MARK -> MaterialDesignB.BOOKMARK_OUTLINE;
            case PREVIOUS_MARK -> MaterialDesignA.ARROW_UP;
            case NEXT_MARK -> MaterialDesignA.ARROW_DOWN;
            case CLEAR -> MaterialDesignB.BROOM;
            case LARGER_TEXT -> MaterialDesignF.FORMAT_FONT_SIZE_INCREASE;
            case SMALLER_TEXT -> MaterialDesignF.FORMAT_FONT_SIZE_DECREASE;
            case USUAL_TEXT -> MaterialDesignF.FORMAT_SIZE;
            case BREAK -> MaterialDesignF.FLASH_OUTLINE;
            case CTRL_ALT_DELETE -> MaterialDesignR.RESTART_ALERT;
            case RETURN_AT_LINE_FEEDS -> MaterialDesignK.KEYBOARD_RETURN;
        };
    }
}
