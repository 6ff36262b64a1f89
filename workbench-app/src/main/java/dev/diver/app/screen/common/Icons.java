package dev.diver.app.screen.common;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Material Design icons in the sizes of this product. */
public final class Icons {
    private Icons() {}

    /** As large as text. */
    public static FontIcon of(Ikon icon) {
        return of(icon, 16);
    }

    public static FontIcon of(Ikon icon, int size, String... styles) {
        var node = new FontIcon(icon);
        // The theme has a size for all icons, and only a style of the node's own goes before it.
        node.setStyle(node.getStyle() + ";-fx-icon-size: " + size + "px;");
        node.getStyleClass().addAll(styles);
        return node;
    }
}
