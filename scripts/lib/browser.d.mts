/** Types of browser.mjs for the TypeScript programs that drive a Chromium themselves. */
export function findChromium(): Promise<string>
