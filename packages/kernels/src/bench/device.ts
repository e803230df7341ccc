/**
 * The device a run was made on: families from the fixed lists of words.ts and a few numbers, nothing that could tell
 * one person's machine from another's. The user-agent string is read here and goes no further.
 */
import type { Browser, Device, OperatingSystem } from '../words.ts'

/** What is read of `navigator`, in a page, a worker or Node. */
export interface NavigatorLike {
  userAgent: string
  platform?: string
  hardwareConcurrency?: number
  /** GiB, rounded by the browser to 0.25 … 8 or so; Chromium only. */
  deviceMemory?: number
  maxTouchPoints?: number
  userAgentData?: { brands: { brand: string; version: string }[]; platform: string; mobile: boolean }
}

/** Describes the device from its navigator, its isolation and the step of its clock. */
export function describeDevice(
  navigator: NavigatorLike,
  { isolated, timerStepUs }: { isolated: boolean; timerStepUs: number },
): Device {
  const { deviceMemory, hardwareConcurrency = 1 } = navigator
  return {
    cores: Math.max(1, hardwareConcurrency),
    ...(deviceMemory !== undefined && { memoryGiB: deviceMemory }),
    ...browserOf(navigator),
    os: systemOf(navigator),
    isolated,
    timerStepUs,
  }
}

/**
 * The device this code runs on. Node counts as isolated: it shares memory and has a fine clock. A worker's navigator
 * knows no touch points: its page tells them.
 */
export function detectDevice(timerStepUs: number, touchPoints?: number): Device {
  const { crossOriginIsolated } = globalThis as { crossOriginIsolated?: boolean }
  const isolated = crossOriginIsolated ?? typeof SharedArrayBuffer === 'function'
  const { userAgent, platform, hardwareConcurrency, deviceMemory, maxTouchPoints, userAgentData } =
    globalThis.navigator as NavigatorLike
  const told = { userAgent, platform, hardwareConcurrency, deviceMemory, userAgentData }
  return describeDevice({ ...told, maxTouchPoints: touchPoints ?? maxTouchPoints }, { isolated, timerStepUs })
}

/** Brands by the more particular first: every Chromium also calls itself Chromium, and most Google Chrome's Chromium. */
const BRANDS: [brand: string, browser: Browser][] = [
  ['Microsoft Edge', 'edge'],
  ['Opera', 'opera'],
  ['Samsung Internet', 'samsung'],
  ['Google Chrome', 'chrome'],
  ['Chromium', 'chrome'],
]

/** Tokens of the user-agent string, the more particular first: Edge claims Chrome, and Chrome claims Safari. */
const TOKENS: [token: RegExp, browser: Browser][] = [
  [/Node\.js\/(\d+)/, 'node'],
  [/(?:Edg|EdgA|EdgiOS)\/(\d+)/, 'edge'],
  [/(?:OPR|OPT|OPiOS)\/(\d+)/, 'opera'],
  [/SamsungBrowser\/(\d+)/, 'samsung'],
  [/(?:Firefox|FxiOS)\/(\d+)/, 'firefox'],
  [/(?:Chrome|Chromium|CriOS|HeadlessChrome)\/(\d+)/, 'chrome'],
  [/Version\/(\d+)[^ ]* (?:Mobile\/\S+ )?Safari\//, 'safari'],
]

function browserOf({ userAgent, userAgentData }: NavigatorLike): { browser: Browser; browserMajor: number } {
  for (const [brand, browser] of BRANDS) {
    const found = userAgentData?.brands.find((entry) => entry.brand === brand)
    if (found) return { browser, browserMajor: Number.parseInt(found.version, 10) || 0 }
  }
  for (const [token, browser] of TOKENS) {
    const [, major] = token.exec(userAgent) ?? []
    if (major) return { browser, browserMajor: Number(major) }
  }
  return { browser: 'other', browserMajor: 0 }
}

const SYSTEMS: [token: RegExp, os: OperatingSystem][] = [
  [/Chrome ?OS|CrOS/i, 'chromeos'],
  [/Android/i, 'android'],
  [/iPhone|iPad|iPod|\biOS\b/i, 'ios'],
  [/Win/i, 'windows'],
  [/Mac|darwin/i, 'macos'],
  [/Linux/i, 'linux'],
]

/** The platform's own word first; the user-agent string where there is none, or it hides behind "Linux". */
function systemOf({ userAgent, userAgentData, platform = '', maxTouchPoints = 0 }: NavigatorLike): OperatingSystem {
  const words = userAgentData?.platform || `${userAgent} ${platform}`
  const os = SYSTEMS.find(([token]) => token.test(words))?.[1] ?? 'other'
  // iPadOS calls itself a Mac; no Mac has a touch screen.
  return os === 'macos' && maxTouchPoints > 1 ? 'ios' : os
}
