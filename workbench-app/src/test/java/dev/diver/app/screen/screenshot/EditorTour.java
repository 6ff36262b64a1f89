package dev.diver.app.screen.screenshot;

import javafx.scene.Node;
import javafx.scene.input.KeyCode;

/** All that pops up over an editor, with clangd behind it; with names that are longer than there is room. */
public final class EditorTour implements Tour {
    @Override
    public void walk(PicturedWindow window) throws Exception {
        window.newNet("hello");
        window.await("#editor");
        Thread.sleep(1500);
        var lines = """
                #include <stdio.h>
                #define TWICE(x) ((x) * 2)

                /** Tells the processors of a partition apart, of which there may be more than one expects. */
                struct partition_processor_identification { int package; unsigned long long memory_behind_it; };

                /** Puts what one processor knows of a partition into another one; slow, and safe in an interrupt. */
                static int carry_identification_over(struct partition_processor_identification *first_of_both,
                                                     const struct partition_processor_identification *second_of_both)
                {
                    first_of_both->package = TWICE(second_of_both->package);
                    return 0;
                }

                int carried(void) { return carry_identification_over(0, 0); }
                #if 0
                int left_out(void) { return 1; }
                #endif
                """;
        window.edit(area -> {
            area.replaceText(lines);
            area.moveTo(10, 40);
        });
        Thread.sleep(9000);
        window.picture("50-editor-colours");
        window.edit(area -> area.moveTo(10, 8));
        window.key(KeyCode.K, true, false);
        window.screen("51-editor-hover", 2500);
        window.key(KeyCode.ESCAPE, false, false);
        window.edit(area -> {
            area.moveTo(area.getLength());
            area.requestFollowCaret();
        });
        window.typing("int more(void) { return carry");
        window.screen("52-editor-completion", 3000);
        window.key(KeyCode.ESCAPE, false, false);
        window.typing("_identification_over(");
        window.screen("53-editor-signature", 2500);
        window.typing("0, ");
        window.screen("54-editor-signature-second", 2500);
        window.key(KeyCode.ESCAPE, false, false);
        window.edit(area -> area.insertText(area.getLength(), "0); }\n" + "\n".repeat(60) + " ".repeat(110) + "TWI"));
        window.edit(area -> {
            area.moveTo(area.getLength());
            area.requestFollowCaret();
        });
        window.key(KeyCode.SPACE, true, false);
        window.screen("55-editor-completion-at-edge", 3000);
        window.key(KeyCode.ESCAPE, false, false);
        window.edit(area -> {
            area.moveTo(7, 20);
            area.requestFollowCaret();
        });
        window.key(KeyCode.O, true, true);
        window.await("#palette-field");
        window.screen("56-editor-outline", 1200);
        window.key(KeyCode.ESCAPE, false, false);
        window.key(KeyCode.P, true, false);
        window.await("#palette-field");
        window.set("#palette-field", "c");
        window.screen("57-editor-files", 1200);
        window.key(KeyCode.ESCAPE, false, false);
        window.edit(Node::requestFocus);
        window.key(KeyCode.F12, false, true);
        window.screen("58-editor-references", 2500);
        window.edit(Node::requestFocus);
        window.key(KeyCode.F2, false, false);
        window.screen("59-editor-rename", 900);
        window.key(KeyCode.ESCAPE, false, false);
        window.key(KeyCode.F, true, true);
        window.set("#search-field", "identification");
        window.press("#search-start");
        window.screen("60-editor-find-in-files", 1500);
        window.edit(area -> {
            area.requestFocus();
            area.moveTo(0, 12);
        });
        window.key(KeyCode.F, true, false);
        window.screen("61-editor-find", 900);
    }
}
