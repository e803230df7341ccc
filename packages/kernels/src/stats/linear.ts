/** Linear equations of a handful of unknowns, by Gaussian elimination with row exchange. */

export type Matrix = number[][]

/** x with `matrix`·x = `right`; undefined where the matrix is singular. */
export function solve(matrix: Matrix, right: readonly number[]): number[] | undefined {
  return eliminate(
    matrix,
    right.map((value) => [value]),
  )?.map(([value]) => value ?? NaN)
}

/** The inverse; undefined where the matrix is singular. */
export function invert(matrix: Matrix): Matrix | undefined {
  return eliminate(
    matrix,
    matrix.map((_, i) => matrix.map((_, j) => (i === j ? 1 : 0))),
  )
}

/** Turns `matrix` into the identity by whole-row steps, which turns `sides` into the solution. */
function eliminate(matrix: Matrix, sides: Matrix): Matrix | undefined {
  const size = matrix.length
  const rows = matrix.map((row, index) => [...row, ...(sides[index] ?? [])])
  for (let column = 0; column < size; column++) {
    const below = rows.slice(column)
    const pivot = below.reduce((best, row) => (magnitude(row, column) > magnitude(best, column) ? row : best))
    if (!(magnitude(pivot, column) > 0)) return undefined
    const from = rows.indexOf(pivot)
    const head = pivot.map((value) => value / (pivot[column] ?? NaN))
    rows[from] = rows[column] ?? head
    rows[column] = head
    rows.forEach((row, index) => {
      if (index !== column) rows[index] = row.map((value, at) => value - (row[column] ?? 0) * (head[at] ?? 0))
    })
  }
  return rows.map((row) => row.slice(size))
}

const magnitude = (row: readonly number[], column: number) => Math.abs(row[column] ?? 0)
