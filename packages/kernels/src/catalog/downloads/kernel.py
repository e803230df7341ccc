"""One-second downloads (cells 07 and 08 of the lesson): nearly all of their time is waiting."""

import time

import numpy as np


def download_stock(ticker):
    """Simulate downloading — takes 1 second"""
    time.sleep(1)
    return f"{ticker}: ${np.random.uniform(100, 500):.2f}"
