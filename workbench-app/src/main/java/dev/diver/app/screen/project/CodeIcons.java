package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.language.CodeKind;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;

/** A sign for each kind of name. */
final class CodeIcons {
    private CodeIcons() {}

    static Ikon icon(CodeKind kind) {
        return switch (kind) {
            case FUNCTION -> MaterialDesignF.FUNCTION_VARIANT;
            case VARIABLE -> MaterialDesignV.VARIABLE;
            case TYPE -> MaterialDesignS.SHAPE_OUTLINE;
            case FIELD -> MaterialDesignC.CODE_BRACES;
            case CONSTANT -> MaterialDesignA.ALPHA_C_BOX_OUTLINE;
            case MACRO -> MaterialDesignP.POUND;
            case KEYWORD -> MaterialDesignK.KEY_VARIANT;
            case FILE -> MaterialDesignF.FILE_OUTLINE;
            case OTHER -> MaterialDesignT.TEXT_SHORT;
        };
    }

    static Node of(CodeKind kind) {
        return Icons.of(icon(kind), 15, "file-icon");
    }
}
