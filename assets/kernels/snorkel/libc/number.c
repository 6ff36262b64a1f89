#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>

static int digit_of(char character)
{
	if (isdigit(character))
		return character - '0';
	if (isalpha(character))
		return tolower(character) - 'a' + 10;
	return 36;
}

/* Sign and digits; *overflow where the digits do not fit. */
static unsigned long read_number(const char *text, char **end, int base, bool *negative,
				 bool *overflow)
{
	const char *at = text;
	const char *first;
	unsigned long number = 0;

	*overflow = false;
	*negative = false;
	if (end)
		*end = (char *)text;
	if (base < 0 || base == 1 || base > 36) {
		errno = EINVAL;
		return 0;
	}
	while (isspace(*at))
		at++;
	if (*at == '-' || *at == '+')
		*negative = *at++ == '-';
	if ((base == 0 || base == 16) && at[0] == '0' && (at[1] == 'x' || at[1] == 'X') &&
	    digit_of(at[2]) < 16) {
		at += 2;
		base = 16;
	}
	if (base == 0)
		base = *at == '0' ? 8 : 10;
	for (first = at; digit_of(*at) < base; at++)
		if (__builtin_mul_overflow(number, (unsigned long)base, &number) ||
		    __builtin_add_overflow(number, (unsigned long)digit_of(*at), &number))
			*overflow = true;
	if (end && at != first)
		*end = (char *)at;
	return number;
}

unsigned long strtoul(const char *restrict text, char **restrict end, int base)
{
	bool negative, overflow;
	unsigned long number = read_number(text, end, base, &negative, &overflow);

	if (overflow) {
		errno = ERANGE;
		return ULONG_MAX;
	}
	return negative ? -number : number;
}

long strtol(const char *restrict text, char **restrict end, int base)
{
	bool negative, overflow;
	unsigned long number = read_number(text, end, base, &negative, &overflow);

	if (overflow || number > (unsigned long)LONG_MAX + negative) {
		errno = ERANGE;
		return negative ? LONG_MIN : LONG_MAX;
	}
	return (long)(negative ? -number : number);
}

unsigned long long strtoull(const char *restrict text, char **restrict end, int base)
{
	return strtoul(text, end, base);
}

long long strtoll(const char *restrict text, char **restrict end, int base)
{
	return strtol(text, end, base);
}

int atoi(const char *text)
{
	return (int)strtol(text, NULL, 10);
}

long atol(const char *text)
{
	return strtol(text, NULL, 10);
}
