package dev.diver.app.screen.partition;

import javafx.geometry.Point2D;
import org.testfx.api.FxRobot;

/** Where things of a drawn machine are on the screen. */
public final class Drawing {
    private final FxRobot robot;

    public Drawing(FxRobot robot) {
        this.robot = robot;
    }

    public Point2D processor(int number) {
        var pane = robot.lookup("#partition-cores").<CoresPane>query();
        var box = pane.drawing().cells().stream()
                .filter(cell -> cell.processor() == number)
                .findFirst()
                .orElseThrow()
                .box();
        return pane.localToScreen(box.x() + box.width() / 2 - pane.left(), box.y() + box.height() / 2 - pane.top());
    }

    /** @param aside pixels to the right of the address */
    public Point2D address(long address, double aside) {
        var pane = robot.lookup("#partition-memory").<MemoryPane>query();
        var lane = pane.drawing().laneOf(address).orElseThrow();
        return pane.localToScreen(
                MemoryLayout.MARGIN + lane.scale().x(address) - pane.left() + aside,
                lane.top() + MemoryLayout.BAR / 2 - pane.top());
    }
}
