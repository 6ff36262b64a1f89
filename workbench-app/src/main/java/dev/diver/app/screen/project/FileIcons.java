package dev.diver.app.screen.project;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** Which icon a file has. */
final class FileIcons {
    private FileIcons() {}

    static Ikon of(String name, boolean directory) {
        if (directory) {
            return MaterialDesignF.FOLDER_OUTLINE;
        }
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "c" -> MaterialDesignL.LANGUAGE_C;
            case "h" -> MaterialDesignA.ALPHA_H_BOX_OUTLINE;
            case "S", "s" -> MaterialDesignC.CHIP;
            case "toml" -> MaterialDesignT.TUNE;
            case "md" -> MaterialDesignL.LANGUAGE_MARKDOWN_OUTLINE;
            case "Makefile" -> MaterialDesignC.COG_OUTLINE;
            case "lock" -> MaterialDesignL.LOCK_OUTLINE;
            default -> MaterialDesignF.FILE_OUTLINE;
        };
    }
}
