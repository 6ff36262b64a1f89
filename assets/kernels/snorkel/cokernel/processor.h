/* The processor: segments, interrupts, its local APIC, the program's registers. */
#ifndef COKERNEL_PROCESSOR_H
#define COKERNEL_PROCESSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* GS points to it; trap.S knows the first three. */
struct cpu {
	struct cpu *self;
	uint64_t user_stack;
	uint64_t kernel_stack; /* its top */
};

void processor_init(void);
void processor_map_apic(uint64_t *directory);

/* Ends an interrupt, and sends one to Linux. */
void apic_end(void);
void apic_send(uint32_t destination, uint32_t command);

/*
 * The program's floating point and vector registers, which the co-kernel itself never touches.
 * Size in bytes; the place must be aligned to 64.
 */
size_t processor_extended_size(void);
void processor_extended_save(void *to);
/* Whatever is there is loaded as far as the processor takes it. */
void processor_extended_load(void *from);

void processor_set_fs(uint64_t base);
uint64_t processor_fs(void);
void processor_set_user_gs(uint64_t base);
uint64_t processor_user_gs(void);

#endif
