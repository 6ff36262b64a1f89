/* Time: the TSC and the APIC's clock measured against the PIT, the date from the CMOS clock. */
#ifndef KERNEL_CLOCK_H
#define KERNEL_CLOCK_H

#include <stdint.h>

/* Measures for about 10 ms; the local APIC is on. */
void clock_init(void);

/* Ticks of the APIC's timer for so many nanoseconds, at least 1, at most what its counter holds. */
uint32_t clock_apic_ticks(uint64_t nanoseconds);

/* Waits without sleeping: for delays before and without interrupts. */
void clock_spin(uint64_t nanoseconds);

#endif
