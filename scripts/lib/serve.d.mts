/** Types of serve.mjs for the TypeScript programs that start the product themselves. */
export interface Served {
  url: string
  data: string
  closed: Promise<unknown>
  close(): Promise<void>
}
export function serve(options?: { data?: string; logLevel?: string; inspectorPort?: number }): Promise<Served>
