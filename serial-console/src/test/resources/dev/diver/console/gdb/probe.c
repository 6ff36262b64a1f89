/* What the debugger's tests look into. */
#include <stdio.h>
#include <unistd.h>

struct point {
	int x;
	int y;
};

struct shape {
	const char *name;
	struct point corners[3];
	struct shape *next;
};

/* Of a size that it does not get to the end of. */
volatile long counter;
static struct shape inner = { "inner", { { 1, 2 }, { 3, 4 }, { 5, 6 } }, 0 };

__attribute__((noinline)) static int area(struct shape *shape, int factor)
{
	int sum = 0;

	for (int i = 0; i < 3; i++)
		sum += shape->corners[i].x * factor;
	counter += sum;
	return sum;
}

__attribute__((noinline)) static void hang(void)
{
	/* On the console: who reads this finds the guest in here from now on. */
	__asm__ volatile("outb %0, %1" : : "a"((char)'~'), "Nd"((short)0x3f8));
	for (;;)
		counter++;
}

__attribute__((noinline)) static void crash(int *nowhere)
{
	*nowhere = 1;
}

int main(int argc, char **argv)
{
	struct shape outer = { "outer", { { 7, 8 }, { 9, 10 }, { 11, 12 } }, &inner };
	int factor = 2;
	int result = area(&outer, factor);

	printf("first %d\n", result);
	result = area(&outer, factor);
	printf("second %d\n", result);
	if (argc > 1 && argv[1][0] == 'h')
		hang();
	if (argc > 1 && argv[1][0] == 'c')
		crash((int *)0x7fff00000000);
	return 0;
}
