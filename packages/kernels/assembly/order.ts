/** Picking out what lies between two values. */

/**
 * Copies what lies in [low, high] to `out` (room for one more), and returns how many lie below: the caller knows the
 * rank of every one copied. Result: below in the high 32 bits, copied in the low.
 */
export function partition64(data: usize, n: i32, low: f64, high: f64, out: usize): u64 {
  let below = 0, copied = 0;
  for (const end = data + (<usize>n << 3); data < end; data += 8) {
    const value = load<f64>(data);
    store<f64>(out + (<usize>copied << 3), value);
    below += i32(value < low);
    copied += i32(value >= low) & i32(value <= high);
  }
  return (<u64>below << 32) | <u64>copied;
}

/** The same for floats. */
export function partition32(data: usize, n: i32, low: f32, high: f32, out: usize): u64 {
  let below = 0, copied = 0;
  for (const end = data + (<usize>n << 2); data < end; data += 4) {
    const value = load<f32>(data);
    store<f32>(out + (<usize>copied << 2), value);
    below += i32(value < low);
    copied += i32(value >= low) & i32(value <= high);
  }
  return (<u64>below << 32) | <u64>copied;
}
