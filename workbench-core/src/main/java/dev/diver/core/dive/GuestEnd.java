package dev.diver.core.dive;

import dev.diver.core.run.Outcome;
import java.util.OptionalInt;

/**
 * How a guest ended, as its deployer saw it.
 *
 * @param exitCode what the guest reported, where it did
 * @param reason one sentence for the person, such as "triple fault"; empty for a clean end
 */
public record GuestEnd(Outcome outcome, OptionalInt exitCode, String reason) {}
