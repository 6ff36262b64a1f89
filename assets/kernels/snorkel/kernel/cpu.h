/* What each processor has of its own; GS points to it. Intel SDM volume 3, chapter 3 and 8.7. */
#ifndef KERNEL_CPU_H
#define KERNEL_CPU_H

#include <snorkel.h>
#include <stdbool.h>
#include <stdint.h>

/* Interrupt stacks (numbers in the TSS, 1 to 7). A double fault needs one that cannot be bad too.
 */
enum { IST_EXCEPTION = 1, IST_DOUBLE_FAULT = 2, IST_INTERRUPT = 3, IST_NMI = 4, IST_COUNT = 4 };

struct task_state {
	uint32_t reserved0;
	uint64_t rsp[3];
	uint64_t reserved1;
	uint64_t ist[7];
	uint64_t reserved2;
	uint16_t reserved3;
	uint16_t io_map;
} __attribute__((packed));

struct cpu {
	struct cpu *self; /* at GS:0 */
	unsigned int index;
	uint32_t apic_id;
	uint64_t stack; /* lowest address of the stack that the application runs on */
	uint64_t stack_size;
	uint64_t interrupt_stacks[IST_COUNT]; /* lowest addresses */
	uint64_t gdt[6];
	struct task_state task_state;

	/* timer.c: when to wake next, in nanoseconds; 0 for never */
	uint64_t sleep_until;
	uint64_t timer_next;
	uint64_t timer_period;
	snorkel_timer_function timer_function;
	void *timer_argument;

	/* smp.c */
	volatile bool online;
	volatile bool started;
	volatile bool running;
	snorkel_cpu_function function;
	void *argument;
	int result;
};

#define INTERRUPT_STACK_SIZE 16384

extern struct cpu cpus[SNORKEL_CPUS_MAX];

static inline struct cpu *cpu_self(void)
{
	struct cpu *cpu;

	__asm__ volatile("mov %%gs:0, %0" : "=r"(cpu));
	return cpu;
}

/* Makes GS, so that cpu_self() works: the very first step on a processor. */
void cpu_identify(struct cpu *cpu);

/* Allocates its stacks, on any processor; false where there is no memory, then try again later. */
bool cpu_prepare(struct cpu *cpu, uint64_t stack_size);

/* Loads GDT, TSS and IDT, on the processor itself. */
void cpu_load(struct cpu *cpu);

#endif
