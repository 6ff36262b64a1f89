package dev.diver.deployer.vm;

import dev.diver.core.dive.DivePlan;

/** What this mode decides: a machine, or a tender. */
sealed interface GuestPlan extends DivePlan permits VmPlan, TenderPlan {}
