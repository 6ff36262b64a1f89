#include "cpu.h"

#include "interrupt.h"
#include "io.h"
#include "paging.h"

#define MSR_GS_BASE	  0xC0000101
#define SELECTOR_DATA	  0x10
#define SELECTOR_CODE64	  0x18
#define SELECTOR_TSS	  0x20
/* Descriptors: SDM volume 3, sections 3.4.5 and 7.2.3. */
#define DESCRIPTOR_CODE32 0x00CF9B000000FFFFULL
#define DESCRIPTOR_DATA	  0x00CF93000000FFFFULL
#define DESCRIPTOR_CODE64 0x00AF9B000000FFFFULL
#define DESCRIPTOR_TSS	  0x0000890000000000ULL

struct cpu cpus[SNORKEL_CPUS_MAX];

void cpu_identify(struct cpu *cpu)
{
	cpu->self = cpu;
	cpu->index = (unsigned int)(cpu - cpus);
	write_msr(MSR_GS_BASE, (uint64_t)cpu);
}

unsigned int snorkel_cpu_index(void)
{
	return cpu_self()->index;
}

bool cpu_prepare(struct cpu *cpu, uint64_t stack_size)
{
	for (unsigned int i = 0; i < IST_COUNT; i++) {
		/* Kept from an earlier try that found too little memory. */
		if (!cpu->interrupt_stacks[i])
			cpu->interrupt_stacks[i] = paging_stack(INTERRUPT_STACK_SIZE);
		if (!cpu->interrupt_stacks[i])
			return false;
		cpu->task_state.ist[i] = cpu->interrupt_stacks[i] + INTERRUPT_STACK_SIZE;
	}
	cpu->task_state.io_map = sizeof(cpu->task_state);
	cpu->stack = paging_stack(stack_size);
	cpu->stack_size = stack_size;
	return cpu->stack != 0;
}

void cpu_load(struct cpu *cpu)
{
	uint64_t tss = (uint64_t)&cpu->task_state;
	struct {
		uint16_t limit;
		uint64_t base;
	} __attribute__((packed)) gdtr = {sizeof(cpu->gdt) - 1, (uint64_t)cpu->gdt};

	cpu->gdt[1] = DESCRIPTOR_CODE32;
	cpu->gdt[2] = DESCRIPTOR_DATA;
	cpu->gdt[3] = DESCRIPTOR_CODE64;
	cpu->gdt[4] = DESCRIPTOR_TSS | (sizeof(cpu->task_state) - 1) | (tss & 0xFFFFFF) << 16 |
		      (tss >> 24 & 0xFF) << 56;
	cpu->gdt[5] = tss >> 32;
	__asm__ volatile("lgdt %0\n\t"
			 "pushq %1\n\t"
			 "leaq 1f(%%rip), %%rax\n\t"
			 "pushq %%rax\n\t"
			 "lretq\n"
			 "1:\n\t"
			 "mov %w2, %%ds\n\t"
			 "mov %w2, %%es\n\t"
			 "mov %w2, %%ss\n\t"
			 "ltr %w3" ::"m"(gdtr),
			 "i"(SELECTOR_CODE64), "r"(SELECTOR_DATA), "r"(SELECTOR_TSS)
			 : "rax", "memory");
	interrupt_load();
}
