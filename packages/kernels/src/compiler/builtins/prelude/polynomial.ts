/** Polynomials as text for the prelude. */

/**
 * The lines that set `into` to c₀ + c₁·x + c₂·x² + …, by Estrin's scheme: neighbours in pairs, pairs in pairs. A processor
 * works on many of its products at once where Horner's rule makes each wait for the one before. `x` is a name.
 */
export function polynomial(into: string, x: string, coefficients: readonly number[], indent = '    '): string {
  const lines: string[] = []
  let terms = coefficients.map(String)
  let power = x
  for (let exponent = 1; terms.length > 1; exponent *= 2) {
    if (exponent > 1) {
      const square = `${x}_${exponent}`
      lines.push(`${square} = ${power} * ${power}`)
      power = square
    }
    const pairs: string[] = []
    for (let at = 0; at < terms.length; at += 2) {
      const [low = '', high] = terms.slice(at, at + 2)
      pairs.push(high === undefined ? low : `(${low} + ${high} * ${power})`)
    }
    terms = pairs
  }
  lines.push(`${into} = ${terms.join('')}`)
  return lines.join(`\n${indent}`)
}
