/* Handlers, masks, stacks, and calls that signals interrupt. */
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#include "check.h"

static volatile sig_atomic_t came, code, on_stack;
static volatile void *address;
static sigjmp_buf back;
static char stack[65536] __attribute__((aligned(16)));
static int pipe_ends[2];

static void note(int signal, siginfo_t *info, void *context)
{
	char here;

	(void)context;
	came = signal;
	code = info->si_code;
	address = info->si_addr;
	on_stack = &here >= stack && &here < stack + sizeof(stack);
}

static void leave(int signal, siginfo_t *info, void *context)
{
	note(signal, info, context);
	siglongjmp(back, 1);
}

/* The instruction that divided is left out: two bytes, or three with a prefix. */
static void skip(int signal, siginfo_t *info, void *context)
{
	ucontext_t *user = context;

	note(signal, info, context);
	user->uc_mcontext.gregs[REG_RIP] += 2;
}

static void feed(int signal)
{
	came = signal;
	if (write(pipe_ends[1], "x", 1) != 1)
		abort();
}

static void handle(int signal, void (*function)(int, siginfo_t *, void *), int flags)
{
	struct sigaction action = {.sa_sigaction = function, .sa_flags = SA_SIGINFO | flags};

	CHECK(sigaction(signal, &action, NULL) == 0);
	came = 0;
}

static void alarm_after(long microseconds)
{
	struct itimerval once = {.it_value = {0, microseconds}};

	CHECK(setitimer(ITIMER_REAL, &once, NULL) == 0);
}

static void handlers(void)
{
	struct sigaction seen;

	handle(SIGUSR1, note, 0);
	CHECK(raise(SIGUSR1) == 0 && came == SIGUSR1);
	handle(SIGUSR2, note, SA_RESETHAND);
	CHECK(kill(getpid(), SIGUSR2) == 0 && came == SIGUSR2);
	CHECK(sigaction(SIGUSR2, NULL, &seen) == 0 && seen.sa_handler == SIG_DFL);
	signal(SIGUSR2, SIG_IGN);
	CHECK(raise(SIGUSR2) == 0);
	CHECK_ERROR(EINVAL, sigaction(SIGKILL, &seen, NULL));
	CHECK_ERROR(EINVAL, sigaction(100, NULL, &seen));
}

static void masks(void)
{
	sigset_t set, before, waiting;

	handle(SIGUSR1, note, 0);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	CHECK(sigprocmask(SIG_BLOCK, &set, &before) == 0 && !sigismember(&before, SIGUSR1));
	CHECK(raise(SIGUSR1) == 0 && came == 0);
	CHECK(sigpending(&waiting) == 0 && sigismember(&waiting, SIGUSR1) == 1);
	CHECK(sigprocmask(SIG_SETMASK, &before, NULL) == 0 && came == SIGUSR1);
	came = 0;
	sigprocmask(SIG_BLOCK, &set, NULL);
	handle(SIGALRM, note, 0);
	raise(SIGUSR1);
	sigemptyset(&set);
	CHECK_ERROR(EINTR, sigsuspend(&set));
	CHECK(came == SIGUSR1);
	CHECK(sigprocmask(SIG_BLOCK, NULL, &set) == 0 && sigismember(&set, SIGUSR1) == 1);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

/* SA_RESTART or not: the handler itself feeds the pipe that is read from. */
static void interrupted(void)
{
	struct sigaction action = {.sa_handler = feed};
	char byte;

	CHECK(pipe(pipe_ends) == 0);
	sigaction(SIGALRM, &action, NULL);
	alarm_after(50000);
	CHECK_ERROR(EINTR, read(pipe_ends[0], &byte, 1));
	CHECK(came == SIGALRM && read(pipe_ends[0], &byte, 1) == 1);
	action.sa_flags = SA_RESTART;
	sigaction(SIGALRM, &action, NULL);
	came = 0;
	alarm_after(50000);
	CHECK(read(pipe_ends[0], &byte, 1) == 1 && byte == 'x' && came == SIGALRM);
	came = 0;
	alarm_after(50000);
	CHECK_ERROR(EINTR, pause());
	CHECK(came == SIGALRM);
	came = 0;
	alarm_after(50000);
	CHECK_ERROR(EINTR, nanosleep(&(struct timespec){5, 0}, NULL));
}

/* A signal comes although the program makes no call. */
static void alarm_while_computing(void)
{
	handle(SIGALRM, note, 0);
	CHECK(alarm(1) == 0);
	while (!came)
		;
	CHECK(came == SIGALRM);
}

static void alternate_stack(void)
{
	stack_t wanted = {.ss_sp = stack, .ss_size = sizeof(stack)}, seen;

	CHECK(sigaltstack(&wanted, NULL) == 0);
	CHECK(sigaltstack(NULL, &seen) == 0 && seen.ss_sp == stack && seen.ss_flags == 0);
	handle(SIGUSR1, note, SA_ONSTACK);
	CHECK(raise(SIGUSR1) == 0 && came == SIGUSR1 && on_stack);
	handle(SIGUSR1, note, 0);
	CHECK(raise(SIGUSR1) == 0 && came == SIGUSR1 && !on_stack);
	wanted.ss_size = 100;
	CHECK_ERROR(ENOMEM, sigaltstack(&wanted, NULL));
}

static void faults(void)
{
	char *none = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *constant = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	volatile double vector = 1.5;

	handle(SIGSEGV, leave, SA_ONSTACK);
	if (sigsetjmp(back, 1) == 0)
		*(volatile char *)8 = 1;
	CHECK(came == SIGSEGV && code == SEGV_MAPERR && address == (void *)8 && on_stack);
	came = 0;
	if (sigsetjmp(back, 1) == 0)
		(void)*(volatile char *)none;
	CHECK(came == SIGSEGV && code == SEGV_ACCERR && address == none);
	came = 0;
	if (sigsetjmp(back, 1) == 0)
		*(volatile char *)constant = 1;
	CHECK(came == SIGSEGV && code == SEGV_ACCERR && address == constant);
	came = 0;
	if (sigsetjmp(back, 1) == 0)
		__asm__ volatile("hlt");
	CHECK(came == SIGSEGV);
	handle(SIGILL, skip, 0);
	__asm__ volatile("ud2");
	CHECK(came == SIGILL);
	handle(SIGFPE, skip, 0);
	__asm__ volatile("xor %%ecx, %%ecx; div %%ecx" ::: "eax", "ecx", "edx");
	CHECK(came == SIGFPE && vector == 1.5);
	handle(SIGTRAP, note, 0);
	__asm__ volatile("int3");
	CHECK(came == SIGTRAP);
}

/* Vector registers are the program's own again after a handler that used them. */
static void clobber(int signal)
{
	__asm__ volatile("pcmpeqd %%xmm7, %%xmm7" ::: "xmm7");
	came = signal;
}

static void registers(void)
{
	unsigned long low;

	signal(SIGUSR1, clobber);
	came = 0;
	__asm__ volatile("movq %[value], %%xmm7\n\tsyscall\n\tmovq %%xmm7, %[low]"
			 : [low] "=r"(low)
			 : "a"(62L), "D"((long)getpid()), "S"((long)SIGUSR1), [value] "r"(0x1234UL)
			 : "rcx", "r11", "xmm7", "memory");
	CHECK(came == SIGUSR1 && low == 0x1234);
}

int main(void)
{
	handlers();
	masks();
	interrupted();
	alarm_while_computing();
	alternate_stack();
	faults();
	registers();
	return checked("signals");
}
