/* Sleeping and the one timer of each processor, see snorkel.h. */
#ifndef KERNEL_TIMER_H
#define KERNEL_TIMER_H

#define TIMER_VECTOR 0x40

/* The interrupt, with interrupts off. */
void timer_interrupt(void);

#endif
