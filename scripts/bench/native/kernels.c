/* The same loops as a C programmer would write them, for clang -O3: one "KERNEL ITEMS" a line in, milliseconds out. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static uint32_t words[624];
static int used = 624;

static void seed(uint32_t s) {
  for (int i = 0; i < 624; i++) {
    words[i] = s;
    s = 1812433253u * (s ^ (s >> 30)) + (uint32_t)i + 1;
  }
  used = 624;
}

static uint32_t next(void) {
  if (used == 624) {
    for (int i = 0; i < 624; i++) {
      uint32_t y = (words[i] & 0x80000000u) | (words[(i + 1) % 624] & 0x7fffffffu);
      words[i] = words[(i + 397) % 624] ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0);
    }
    used = 0;
  }
  uint32_t y = words[used++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

static double uniform(void) {
  double high = next() >> 5;
  return (high * 67108864.0 + (next() >> 6)) / 9007199254740992.0;
}

static int64_t pi(int64_t n) {
  int64_t inside = 0;
  seed(42);
  for (int64_t i = 0; i < n; i++) {
    double x = uniform(), y = uniform();
    inside += x * x + y * y < 1;
  }
  return inside;
}

static int64_t burn(int64_t n) {
  int64_t total = 0;
  for (int64_t i = 0; i < n; i++) total += i * i % 1000;
  return total;
}

/* The empty asm keeps clang from replacing the loop by its closed form: the loop itself is what is compared. */
static int64_t slow_sum(int64_t n) {
  int64_t total = 0;
  for (int64_t i = 0; i < n; i++) {
    total += i * i;
    __asm__ volatile("" : "+r"(total));
  }
  return total;
}

int main(void) {
  char kernel[32];
  long long items;
  while (scanf("%31s %lld", kernel, &items) == 2) {
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    int64_t answer = !strcmp(kernel, "pi") ? pi(items) : !strcmp(kernel, "burn") ? burn(items) : slow_sum(items);
    clock_gettime(CLOCK_MONOTONIC, &end);
    double ms = 1e3 * (double)(end.tv_sec - begin.tv_sec) + 1e-6 * (double)(end.tv_nsec - begin.tv_nsec);
    printf("{\"ms\": %.4f, \"answer\": \"%lld\"}\n", ms, (long long)answer);
    fflush(stdout);
  }
}
