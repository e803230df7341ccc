/**
 * What programs of the lesson import, and what our own modules need: a snapshot that has it starts faster. One statement
 * each.
 */
export const snapshotImports = [
  'import asyncio, collections, concurrent.futures.thread, contextlib, copy, dataclasses, datetime, decimal, enum',
  'import functools, inspect, io, itertools, json, linecache, math, multiprocessing.pool, operator, os, pickle, queue',
  'import random, re, signal, statistics, string, sys, threading, time, traceback, typing, urllib.request, uuid',
]
