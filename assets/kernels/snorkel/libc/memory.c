/*
 * memcpy() and its kin. The string instructions are fast on every x86 of the last decade ("enhanced
 * REP MOVSB", Intel optimization manual, 3.7.6) and one step of an emulator.
 */
#include <stdint.h>
#include <string.h>

void *memcpy(void *restrict to, const void *restrict from, size_t count)
{
	void *result = to;

	__asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(count)::"memory");
	return result;
}

void *memset(void *bytes, int value, size_t count)
{
	void *result = bytes;

	__asm__ volatile("rep stosb" : "+D"(bytes), "+c"(count) : "a"(value) : "memory");
	return result;
}

/* Backwards, where the target begins inside the source. */
void *memmove(void *to, const void *from, size_t count)
{
	char *target = to;
	const char *source = from;

	if ((uintptr_t)to - (uintptr_t)from >= count)
		return memcpy(to, from, count);
	while (count-- > 0)
		target[count] = source[count];
	return to;
}

int memcmp(const void *left, const void *right, size_t count)
{
	const unsigned char *a = left, *b = right;

	for (; count > 0; count--, a++, b++)
		if (*a != *b)
			return *a - *b;
	return 0;
}

void *memchr(const void *bytes, int value, size_t count)
{
	const unsigned char *at = bytes;

	for (; count > 0; count--, at++)
		if (*at == (unsigned char)value)
			return (void *)at;
	return NULL;
}
