/* Local and I/O interrupt controllers. Intel SDM volume 3, chapter 10; 82093AA data sheet. */
#ifndef KERNEL_APIC_H
#define KERNEL_APIC_H

#include <stdint.h>

/* Switches this processor's local APIC on. */
void apic_enable(void);

/* This processor's number in the interrupt system. */
uint32_t apic_id(void);

/* Acknowledges an interrupt. */
void apic_end(void);

/* One TIMER_VECTOR after that many ticks of the APIC's clock divided by 16; 0 for none. */
void apic_timer_set(uint32_t ticks);

/* What is left of the ticks set. */
uint32_t apic_timer_left(void);

void apic_send_init(uint32_t apic_id);
void apic_send_startup(uint32_t apic_id, uint64_t address);
void apic_send(uint32_t apic_id, uint8_t vector);

/* Delivers an ISA interrupt as that vector to this processor. */
void ioapic_route(unsigned int irq, uint8_t vector);

#endif
