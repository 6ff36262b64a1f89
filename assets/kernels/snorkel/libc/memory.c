/*
 * memcpy() and its kin. The string instructions are fast on every x86 of the last decade (Intel
 * optimization manual, 3.7.5 and 3.7.6). An emulator takes one step for each of their elements, so
 * these are eight bytes where they can be.
 */
#include <stdint.h>
#include <string.h>

#define WORD sizeof(uint64_t)

void *memcpy(void *restrict to, const void *restrict from, size_t count)
{
	void *result = to;
	size_t words = count / WORD, rest = count % WORD;

	__asm__ volatile("rep movsq" : "+D"(to), "+S"(from), "+c"(words)::"memory");
	__asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(rest)::"memory");
	return result;
}

void *memset(void *bytes, int value, size_t count)
{
	void *result = bytes;
	uint64_t pattern = (uint8_t)value * 0x0101010101010101ULL;
	size_t words = count / WORD, rest = count % WORD;

	__asm__ volatile("rep stosq" : "+D"(bytes), "+c"(words) : "a"(pattern) : "memory");
	__asm__ volatile("rep stosb" : "+D"(bytes), "+c"(rest) : "a"(pattern) : "memory");
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
