"""The Mandelbrot set: for each pixel, how many steps z ← z² + c stays within a circle of radius 2."""

from numba import njit, prange


@njit
def mandelbrot(width, height, limit, left, top, step, counts):
    for row in range(height):
        im = top - row * step
        for column in range(width):
            re = left + column * step
            x = 0.0
            y = 0.0
            n = 0
            while n < limit and x * x + y * y <= 4.0:
                x, y = x * x - y * y + re, 2.0 * x * y + im
                n += 1
            counts[row * width + column] = n


@njit(parallel=True)
def mandelbrot_parallel(width, height, limit, left, top, step, counts):
    for row in prange(height):
        im = top - row * step
        for column in range(width):
            re = left + column * step
            x = 0.0
            y = 0.0
            n = 0
            while n < limit and x * x + y * y <= 4.0:
                x, y = x * x - y * y + re, 2.0 * x * y + im
                n += 1
            counts[row * width + column] = n
