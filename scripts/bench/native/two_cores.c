/*
 * What a second core is worth to native code on this machine, for three kinds of work: one "KIND THREADS" a line in,
 * milliseconds out. Each thread does the same work on memory of its own, pinned to a core of its own, and they meet only
 * at the end: no program gains more.
 */
#define _GNU_SOURCE
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef __linux__
#include <sched.h>
#endif

enum { MOST_THREADS = 2, DOUBLES = 8 * 1024 * 1024 };
typedef double (*Work)(double *memory);
typedef uint32_t Words __attribute__((vector_size(16)));
typedef double Doubles __attribute__((vector_size(16)));

/* Vectors of integers that never leave their registers: as burn, and the darts. Marsaglia's xorshift, eight times. */
static double integers(double *memory) {
  Words x[8], sum = {0};
  for (int k = 0; k < 8; k++)
    for (int lane = 0; lane < 4; lane++) x[k][lane] = (uint32_t)(4 * k + lane + 1);
  for (int turn = 0; turn < 4 * 1000 * 1000; turn++)
    for (int k = 0; k < 8; k++) {
      x[k] ^= x[k] << 13;
      x[k] ^= x[k] >> 17;
      x[k] ^= x[k] << 5;
      sum += x[k];
    }
  (void)memory;
  return sum[0] + sum[1];
}

/* Vectors of doubles, multiplied, divided and rooted: as normals, options, and the Mandelbrot set. */
static double doubles(double *memory) {
  Doubles x[4], sum = {0, 0};
  for (int k = 0; k < 4; k++) x[k] = (Doubles){1.5 + k, 2.25 + k};
  for (int turn = 0; turn < 1200 * 1000; turn++)
    for (int k = 0; k < 4; k++) {
      Doubles y = 1.0 / (x[k] * x[k] + 1.0);
      Doubles z = (y * 0.25 + 0.5) * y + 0.125;
      x[k] = x[k] * 0.5 + z + (Doubles){sqrt(y[0]), sqrt(y[1])};
      sum += x[k] * z;
    }
  (void)memory;
  return sum[0] + sum[1];
}

/* Numbers dealt into 2048 piles, from and to more memory than a cache holds: as the sort. */
static double piles(double *memory) {
  static const int PILES = 2048;
  const int half = DOUBLES / 2, room = half / PILES;
  uint32_t used[2048] = {0}, x = 1;
  for (int i = 0; i < half; i++) {
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    int pile = x % PILES;
    memory[half + pile * room + used[pile]] = memory[i];
    used[pile] = (used[pile] + 1) % room;
  }
  return memory[half + x % half];
}

static struct {
  const char *name;
  Work work;
} kinds[] = {{"integers", integers}, {"doubles", doubles}, {"piles", piles}};

struct Thread {
  pthread_t id;
  int core;
  Work work;
  double *memory, answer;
};

static void *run(void *given) {
  struct Thread *thread = given;
#ifdef __linux__
  cpu_set_t own;
  CPU_ZERO(&own);
  CPU_SET(thread->core, &own);
  sched_setaffinity(0, sizeof own, &own); /* where that core is not ours, it runs where it can */
#endif
  thread->answer = thread->work(thread->memory);
  return NULL;
}

int main(void) {
  struct Thread threads[MOST_THREADS];
  char name[32];
  int count;
  for (int t = 0; t < MOST_THREADS; t++) {
    threads[t].core = t;
    threads[t].memory = malloc(DOUBLES * sizeof(double));
    for (int i = 0; i < DOUBLES; i++) threads[t].memory[i] = i;
  }
  while (scanf("%31s %d", name, &count) == 2) {
    Work work = NULL;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
      if (!strcmp(kinds[k].name, name)) work = kinds[k].work;
    if (!work || count < 1 || count > MOST_THREADS) return 1;
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (int t = 0; t < count; t++) {
      threads[t].work = work;
      if (pthread_create(&threads[t].id, NULL, run, &threads[t])) return 1;
    }
    double answer = 0;
    for (int t = 0; t < count; t++) {
      pthread_join(threads[t].id, NULL);
      answer += threads[t].answer;
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    double ms = 1e3 * (double)(end.tv_sec - begin.tv_sec) + 1e-6 * (double)(end.tv_nsec - begin.tv_nsec);
    printf("{\"ms\": %.4f, \"answer\": \"%.17g\"}\n", ms, answer);
    fflush(stdout);
  }
}
