package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.CutText;
import dev.diver.app.screen.common.Icons;
import dev.diver.core.catalog.NetEntry;
import javafx.scene.control.Label;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** A net in the list of results. */
final class NetCell extends FoundCell<NetEntry> {
    private final Label signed;
    private final Label kernel;

    NetCell() {
        this(new Label("signed", Icons.of(MaterialDesignS.SHIELD_CHECK_OUTLINE, 13)), new Label());
    }

    private NetCell(Label signed, Label kernel) {
        super("catalog-net", signed, kernel);
        this.signed = signed;
        this.kernel = kernel;
        signed.getStyleClass().add(Styles.TEXT_MUTED);
        kernel.getStyleClass().add("badge");
        kernel.setMinWidth(0);
        CutText.tell(kernel);
        shownWhereItSays(kernel);
    }

    @Override
    void show(NetEntry entry) {
        show(entry.ref().name(), entry.version(), entry.ref().catalog(), entry.summary(), entry.tags());
        kernel.setText(
                entry.kernel().map(on -> "on " + on.name() + " " + on.tag()).orElse(""));
        signed.setVisible(!entry.signed().isEmpty());
    }
}
