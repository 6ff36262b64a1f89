/*
 * Decimal digits of a double, exact: its mantissa as a big integer, multiplied or divided by two
 * as its exponent says, 9 decimal digits to a word.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "format.h"

#define WORD_BASE     1000000000U
#define WORD_DIGITS   9
#define INTEGER_WORDS 36   /* 2^1024 has 309 digits */
#define DIGITS_MAX    1100 /* 309 before the point; of those after it few are kept */

/* value = 0.d1 d2 d3 ... times 10^point */
struct decimal {
	int count;
	int point;
	uint8_t digits[DIGITS_MAX];
};

static void put_digit(struct decimal *d, unsigned int digit)
{
	if (d->count == 0 && digit == 0) {
		d->point--;
		return;
	}
	if (d->count < DIGITS_MAX)
		d->digits[d->count++] = (uint8_t)digit;
}

/* The integer part: mantissa * 2^shift. */
static void integer_digits(struct decimal *d, uint64_t mantissa, int shift)
{
	uint32_t words[INTEGER_WORDS] = {0};
	int used = 0;

	for (uint64_t rest = mantissa; rest > 0; rest /= WORD_BASE)
		words[used++] = (uint32_t)(rest % WORD_BASE);
	while (shift > 0) {
		int step = shift < 29 ? shift : 29;
		uint64_t carry = 0;

		for (int i = 0; i < used; i++) {
			carry += (uint64_t)words[i] << step;
			words[i] = (uint32_t)(carry % WORD_BASE);
			carry /= WORD_BASE;
		}
		if (carry)
			words[used++] = (uint32_t)carry;
		shift -= step;
	}
	d->point = used * WORD_DIGITS;
	for (int i = used; i-- > 0;)
		for (uint32_t unit = WORD_BASE / 10; unit > 0; unit /= 10)
			put_digit(d, words[i] / unit % 10);
}

/* The fraction: bits / 2^shift, bits < 2^shift, in words of 32 bits, multiplied by ten for each
 * digit. */
static void fraction_digits(struct decimal *d, uint64_t bits, int shift, int wanted)
{
	uint32_t words[40] = {0};
	int count = (shift + 31) / 32;
	int spare = count * 32 - shift;

	/* Word 0 is the most significant after the point. */
	for (int bit = 0; bit < 64; bit++)
		if (bits >> bit & 1) {
			int position = bit + spare;

			if (count - 1 - position / 32 >= 0)
				words[count - 1 - position / 32] |= 1U << position % 32;
		}
	for (int n = 0; n < DIGITS_MAX && (d->count == 0 || d->count < wanted); n++) {
		uint64_t carry = 0;

		for (int i = count; i-- > 0;) {
			carry += (uint64_t)words[i] * 10;
			words[i] = (uint32_t)carry;
			carry >>= 32;
		}
		put_digit(d, (unsigned int)carry);
		if (d->count == 0 && n > 400)
			break;
	}
	/* Whatever is left decides how a half is rounded. */
	for (int i = 0; i < count; i++)
		if (words[i] && d->count < DIGITS_MAX) {
			d->digits[d->count++] = 1;
			break;
		}
}

static void to_decimal(struct decimal *d, double number, int wanted)
{
	uint64_t bits;
	int exponent;
	uint64_t mantissa;

	memcpy(&bits, &number, sizeof(bits));
	exponent = (int)(bits >> 52 & 0x7FF);
	mantissa = bits & ((1ULL << 52) - 1);
	if (exponent == 0)
		exponent = 1;
	else
		mantissa |= 1ULL << 52;
	exponent -= 1075;
	memset(d, 0, sizeof(*d));
	if (exponent >= 0) {
		integer_digits(d, mantissa, exponent);
	} else if (exponent > -64) {
		integer_digits(d, mantissa >> -exponent, 0);
		fraction_digits(d, mantissa & ((1ULL << -exponent) - 1), -exponent, wanted);
	} else {
		fraction_digits(d, mantissa, -exponent, wanted);
	}
	if (d->count == 0)
		d->point = 1;
}

/* Keeps that many digits, half to even. */
static void round_to(struct decimal *d, int keep)
{
	bool up, exact_half;
	int i;

	if (keep >= d->count)
		return;
	if (keep < 0) {
		d->count = 0;
		return;
	}
	exact_half = d->digits[keep] == 5;
	for (i = keep + 1; i < d->count && exact_half; i++)
		exact_half = d->digits[i] == 0;
	up = exact_half ? keep > 0 && d->digits[keep - 1] % 2 : d->digits[keep] >= 5;
	d->count = keep;
	if (!up)
		return;
	for (i = keep; i-- > 0;) {
		if (d->digits[i] < 9) {
			d->digits[i]++;
			return;
		}
		d->digits[i] = 0;
	}
	memmove(d->digits + 1, d->digits, (size_t)d->count);
	d->digits[0] = 1;
	d->count++;
	d->point++;
}

static char digit_at(const struct decimal *d, int index)
{
	return (char)('0' + (index >= 0 && index < d->count ? d->digits[index] : 0));
}

static size_t put_fixed(char *to, const struct decimal *d, int precision, bool point)
{
	size_t length = 0;

	if (d->point <= 0 || d->count == 0)
		to[length++] = '0';
	else
		for (int i = 0; i < d->point; i++)
			to[length++] = digit_at(d, i);
	if (precision > 0 || point)
		to[length++] = '.';
	for (int i = 0; i < precision; i++)
		to[length++] = d->count == 0 ? '0' : digit_at(d, d->point + i);
	return length;
}

static size_t put_exponent(char *to, const struct decimal *d, int precision, bool point,
			   char letter)
{
	int exponent = d->count == 0 ? 0 : d->point - 1;
	size_t length = 0;

	to[length++] = digit_at(d, 0);
	if (precision > 0 || point)
		to[length++] = '.';
	for (int i = 1; i <= precision; i++)
		to[length++] = digit_at(d, i);
	to[length++] = letter;
	to[length++] = exponent < 0 ? '-' : '+';
	if (exponent < 0)
		exponent = -exponent;
	if (exponent >= 100)
		to[length++] = (char)('0' + exponent / 100);
	to[length++] = (char)('0' + exponent / 10 % 10);
	to[length++] = (char)('0' + exponent % 10);
	return length;
}

/* C11 7.21.6.1, "g": as many significant digits as the precision says, without zeros at the end. */
static size_t put_general(char *to, struct decimal *d, int precision, bool keep_zeros, char letter)
{
	int exponent;

	if (precision == 0)
		precision = 1;
	round_to(d, precision);
	exponent = d->count == 0 ? 0 : d->point - 1;
	if (!keep_zeros)
		while (d->count > 1 && d->digits[d->count - 1] == 0)
			d->count--;
	if (exponent < -4 || exponent >= precision)
		return put_exponent(to, d,
				    keep_zeros	   ? precision - 1
				    : d->count > 0 ? d->count - 1
						   : 0,
				    keep_zeros, letter);
	int after = keep_zeros ? precision - 1 - exponent : d->count - d->point;

	return put_fixed(to, d,
			 after > 0 && d->count > 0 ? after
			 : keep_zeros		   ? precision - 1
						   : 0,
			 keep_zeros);
}

size_t format_double(char *to, double number, int precision, char conversion, int keep_zeros)
{
	struct decimal d;

	switch (conversion) {
	case 'f':
	case 'F':
		to_decimal(&d, number, 311 + precision);
		round_to(&d, d.point + precision);
		return put_fixed(to, &d, precision, keep_zeros);
	case 'e':
	case 'E':
		to_decimal(&d, number, precision + 3);
		round_to(&d, precision + 1);
		return put_exponent(to, &d, precision, keep_zeros, conversion);
	default:
		to_decimal(&d, number, precision + 3);
		return put_general(to, &d, precision, keep_zeros, conversion == 'g' ? 'e' : 'E');
	}
}
