/** What a first visitor finds in the editor: small, fast, and worth changing. */
export const welcome = `import time
from concurrent.futures import ThreadPoolExecutor
from numba import njit


@njit
def count_primes(n):
    found = 0
    for i in range(2, n):
        prime = True
        j = 2
        while j * j <= i:
            if i % j == 0:
                prime = False
                break
            j += 1
        if prime:
            found += 1
    return found


for function in (count_primes.py_func, count_primes):
    start = time.perf_counter()
    found = function(50_000)
    print(f"{found} primes in {time.perf_counter() - start:.4f} s")

# The second time it is compiled already.
start = time.perf_counter()
count_primes(50_000)
print(f"compiled before: {time.perf_counter() - start:.4f} s")

# Threads wait together: four naps of half a second.
start = time.perf_counter()
with ThreadPoolExecutor(max_workers=4) as pool:
    list(pool.map(time.sleep, [0.5] * 4))
print(f"four naps: {time.perf_counter() - start:.2f} s")
`
