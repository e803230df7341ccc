/**
 * Concurrent tasks on one thread: each takes the next slice of the work, does it, and lets the others go on. It is what
 * threads under one interpreter lock come to, and as fast as one task, because nobody ever waits.
 */
export async function takeTurns(tasks: number, slices: number, doSlice: (slice: number) => void): Promise<void> {
  let next = 0
  const task = async () => {
    while (next < slices) {
      doSlice(next++)
      await null
    }
  }
  await Promise.all(Array.from({ length: tasks }, task))
}
