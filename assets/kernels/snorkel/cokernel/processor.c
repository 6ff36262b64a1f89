#include "processor.h"

#include <string.h>

#include "../kernel/io.h"
#include "layout.h"
#include "log.h"

/* SDM volume 3, tables 2-2 (model-specific registers) and section 2.5 (CR4). */
#define MSR_APIC_BASE	    0x1B
#define MSR_STAR	    0xC0000081
#define MSR_LSTAR	    0xC0000082
#define MSR_FMASK	    0xC0000084
#define MSR_FS_BASE	    0xC0000100
#define MSR_GS_BASE	    0xC0000101
#define MSR_KERNEL_GS_BASE  0xC0000102
#define MSR_X2APIC	    0x800
#define APIC_BASE_X2APIC    0x400
#define APIC_BASE_ADDRESS   0xFFFFF000ULL
#define FMASK_FLAGS	    0x257FD /* all that a program could disturb the kernel with, and IF */
#define CR4_FSGSBASE	    0x10000
#define CR4_OSXSAVE	    0x40000
#define CR4_SMEP	    0x100000
#define CPUID1_ECX_XSAVE    (1U << 26)
#define CPUID1_ECX_AVX	    (1U << 28)
#define CPUID7_EBX_FSGSBASE (1U << 0)
#define CPUID7_EBX_SMEP	    (1U << 7)
#define XCR0_X87_SSE	    3
#define XCR0_AVX	    4
#define FXSAVE_SIZE	    512
/* Local APIC: SDM volume 3, table 10-1; in x2APIC mode the register's number is its offset / 16. */
#define APIC_PRIORITY	    0x80
#define APIC_EOI	    0xB0
#define APIC_SPURIOUS	    0xF0
#define APIC_COMMAND	    0x300
#define APIC_DESTINATION    0x310
#define APIC_LVT_FIRST	    0x320
#define APIC_LVT_LAST	    0x370
#define LVT_MASKED	    0x10000
#define SPURIOUS_ENABLE	    0x100
#define COMMAND_PENDING	    0x1000
#define GATE_INTERRUPT	    0x8E
#define GATE_USER	    0xEE /* a program may use it: breakpoint, overflow */
#define STUB_SIZE	    16
#define IST_DOUBLE_FAULT    1
#define IST_NMI		    2
#define IST_MACHINE_CHECK   3
#define IST_SIZE	    8192
#define STACK_SIZE	    32768

struct task_state {
	uint32_t reserved0;
	uint64_t rsp[3];
	uint64_t reserved1;
	uint64_t ist[7];
	uint64_t reserved2;
	uint16_t reserved3;
	uint16_t io_map;
} __attribute__((packed));

struct gate {
	uint16_t offset_low;
	uint16_t selector;
	uint8_t ist;
	uint8_t type;
	uint16_t offset_middle;
	uint32_t offset_high;
	uint32_t reserved;
};

struct table {
	uint16_t limit;
	uint64_t base;
} __attribute__((packed));

extern char interrupt_stubs[], system_call_entry[];

static struct cpu cpu;
static struct task_state task_state;
static struct gate gates[256];
static uint64_t gdt[8];
static uint8_t stack[STACK_SIZE] __attribute__((aligned(16)));
static uint8_t stacks[3][IST_SIZE] __attribute__((aligned(16)));
static volatile uint32_t *apic; /* NULL in x2APIC mode */
static size_t extended_size;
static bool has_xsave;
static uint64_t xcr0;

static void cpuid(uint32_t leaf, uint32_t *eax, uint32_t *ebx, uint32_t *ecx, uint32_t *edx)
{
	__asm__ volatile("cpuid"
			 : "=a"(*eax), "=b"(*ebx), "=c"(*ecx), "=d"(*edx)
			 : "a"(leaf), "c"(0));
}

static void apic_set(unsigned int offset, uint32_t value)
{
	if (apic)
		apic[offset / 4] = value;
	else
		write_msr(MSR_X2APIC + offset / 16, value);
}

void processor_map_apic(uint64_t *directory)
{
	uint64_t base = read_msr(MSR_APIC_BASE);

	if (base & APIC_BASE_X2APIC)
		return;
	base &= APIC_BASE_ADDRESS;
	/* present, writable, no caching, large, not executable */
	directory[0] = (base & ~(uint64_t)(LARGE_SIZE - 1)) | 0x9BULL | 1ULL << 63;
	apic = (volatile uint32_t *)(DEVICE_BASE + base % LARGE_SIZE);
}

static void init_apic(void)
{
	/* Only what Linux and its module send is wanted here. */
	for (unsigned int offset = APIC_LVT_FIRST; offset <= APIC_LVT_LAST; offset += 0x10)
		apic_set(offset, LVT_MASKED);
	apic_set(APIC_PRIORITY, 0);
	apic_set(APIC_SPURIOUS, SPURIOUS_ENABLE | VECTOR_SPURIOUS);
}

void apic_end(void)
{
	apic_set(APIC_EOI, 0);
}

void apic_send(uint32_t destination, uint32_t command)
{
	if (!apic) {
		write_msr(MSR_X2APIC + APIC_COMMAND / 16, (uint64_t)destination << 32 | command);
		return;
	}
	apic[APIC_DESTINATION / 4] = destination << 24;
	apic[APIC_COMMAND / 4] = command;
	while (apic[APIC_COMMAND / 4] & COMMAND_PENDING)
		cpu_relax();
}

static void init_segments(void)
{
	uint64_t tss = (uint64_t)&task_state;
	struct table gdtr = {sizeof(gdt) - 1, (uint64_t)gdt};

	gdt[SELECTOR_CODE / 8] = 0x00AF9B000000FFFF;
	gdt[SELECTOR_DATA / 8] = 0x00CF93000000FFFF;
	gdt[SELECTOR_USER_DATA / 8] = 0x00CFF3000000FFFF;
	gdt[SELECTOR_USER_CODE / 8] = 0x00AFFB000000FFFF;
	gdt[SELECTOR_TSS / 8] = 0x0000890000000000ULL | (sizeof(task_state) - 1) |
				(tss & 0xFFFFFF) << 16 | (tss >> 24 & 0xFF) << 56;
	gdt[SELECTOR_TSS / 8 + 1] = tss >> 32;
	task_state.rsp[0] = (uint64_t)stack + STACK_SIZE;
	for (unsigned int i = 0; i < 3; i++)
		task_state.ist[i] = (uint64_t)stacks[i] + IST_SIZE;
	task_state.io_map = sizeof(task_state);
	__asm__ volatile("lgdt %0; ltr %w1" ::"m"(gdtr), "r"(SELECTOR_TSS) : "memory");
	cpu.self = &cpu;
	cpu.kernel_stack = task_state.rsp[0];
	write_msr(MSR_GS_BASE, (uint64_t)&cpu);
	write_msr(MSR_KERNEL_GS_BASE, 0);
	write_msr(MSR_FS_BASE, 0);
}

static uint8_t stack_of(unsigned int vector)
{
	switch (vector) {
	case 2:
		return IST_NMI;
	case 8:
		return IST_DOUBLE_FAULT;
	case 18:
		return IST_MACHINE_CHECK;
	default:
		return 0;
	}
}

static void init_gates(void)
{
	struct table idtr = {sizeof(gates) - 1, (uint64_t)gates};

	for (unsigned int vector = 0; vector < 256; vector++) {
		uint64_t stub = (uint64_t)interrupt_stubs + vector * STUB_SIZE;

		gates[vector] = (struct gate){
			.offset_low = (uint16_t)stub,
			.selector = SELECTOR_CODE,
			.ist = stack_of(vector),
			.type = vector == 3 || vector == 4 ? GATE_USER : GATE_INTERRUPT,
			.offset_middle = (uint16_t)(stub >> 16),
			.offset_high = (uint32_t)(stub >> 32),
		};
	}
	__asm__ volatile("lidt %0" ::"m"(idtr));
}

static void init_calls(void)
{
	/* SYSCALL: code at 47:32, stack behind it. SYSRET: data at 63:48 + 8, code at + 16. */
	write_msr(MSR_STAR,
		  (uint64_t)(SELECTOR_USER_DATA - 8) << 48 | (uint64_t)SELECTOR_CODE << 32);
	write_msr(MSR_LSTAR, (uint64_t)system_call_entry);
	write_msr(MSR_FMASK, FMASK_FLAGS);
}

/* As Linux has it, so that a C library chooses the same functions on both sides. */
static void init_extended(void)
{
	uint32_t eax, ebx, ecx, edx, most, mxcsr = 0x1F80;
	uint64_t cr4;

	__asm__ volatile("mov %%cr4, %0" : "=r"(cr4));
	cpuid(0, &most, &ebx, &ecx, &edx);
	if (most >= 7) {
		cpuid(7, &eax, &ebx, &ecx, &edx);
		cr4 |= ebx & CPUID7_EBX_FSGSBASE ? CR4_FSGSBASE : 0;
		cr4 |= ebx & CPUID7_EBX_SMEP ? CR4_SMEP : 0;
	}
	cpuid(1, &eax, &ebx, &ecx, &edx);
	has_xsave = ecx & CPUID1_ECX_XSAVE;
	xcr0 = XCR0_X87_SSE | (ecx & CPUID1_ECX_AVX ? XCR0_AVX : 0);
	if (has_xsave)
		cr4 |= CR4_OSXSAVE;
	__asm__ volatile("mov %0, %%cr4" ::"r"(cr4));
	extended_size = FXSAVE_SIZE;
	if (has_xsave) {
		__asm__ volatile("xsetbv" ::"c"(0), "a"((uint32_t)xcr0), "d"(0));
		cpuid(0xD, &eax, &ebx, &ecx, &edx);
		extended_size = ebx;
	}
	__asm__ volatile("fninit; ldmxcsr %0" ::"m"(mxcsr));
}

void processor_init(void)
{
	init_segments();
	init_gates();
	init_calls();
	init_extended();
	init_apic();
}

size_t processor_extended_size(void)
{
	return extended_size;
}

void processor_extended_save(void *to)
{
	memset(to, 0, extended_size);
	if (has_xsave)
		__asm__ volatile("xsave64 (%0)" ::"r"(to), "a"((uint32_t)xcr0), "d"(0) : "memory");
	else
		__asm__ volatile("fxsave64 (%0)" ::"r"(to) : "memory");
}

/* Bits that would fault are cleared: the program could have written anything there. */
void processor_extended_load(void *from)
{
	uint32_t *mxcsr = (uint32_t *)((uint8_t *)from + 24);
	uint64_t *header = (uint64_t *)((uint8_t *)from + FXSAVE_SIZE);

	*mxcsr &= 0xFFBF;
	if (has_xsave) {
		header[0] &= xcr0;
		memset(header + 1, 0, 56);
		__asm__ volatile("xrstor64 (%0)" ::"r"(from), "a"((uint32_t)xcr0), "d"(0)
				 : "memory");
	} else {
		__asm__ volatile("fxrstor64 (%0)" ::"r"(from) : "memory");
	}
}

void processor_set_fs(uint64_t base)
{
	write_msr(MSR_FS_BASE, base);
}

uint64_t processor_fs(void)
{
	return read_msr(MSR_FS_BASE);
}

void processor_set_user_gs(uint64_t base)
{
	write_msr(MSR_KERNEL_GS_BASE, base);
}

uint64_t processor_user_gs(void)
{
	return read_msr(MSR_KERNEL_GS_BASE);
}
