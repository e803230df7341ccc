import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeDevice, detectDevice, type NavigatorLike } from '../../../packages/kernels/src/bench/index.ts'
import { BROWSERS, OPERATING_SYSTEMS } from '../../../packages/kernels/src/words.ts'

const facts = { isolated: true, timerStepUs: 5 }
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'
const chromium = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'
const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'

describe('a device', () => {
  it.each([
    ['chrome 156 windows', `${windows} ${chromium}`],
    ['edge 156 windows', `${windows} ${chromium} Edg/156.0.0.0`],
    ['opera 120 macos', `${mac} ${chromium} OPR/120.0.0.0`],
    ['safari 26 macos', `${mac} ${webkit} Version/26.1 Safari/605.1.15`],
    [
      'safari 26 ios',
      `Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) ${webkit} Version/26.0 Mobile/15E148 Safari/604.1`,
    ],
    [
      'chrome 156 ios',
      `Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) ${webkit} CriOS/156.0.1 Mobile/15E148 Safari/604.1`,
    ],
    ['firefox 153 linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0'],
    ['firefox 153 android', 'Mozilla/5.0 (Android 16; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0'],
    [
      'samsung 29 android',
      'Mozilla/5.0 (Linux; Android 16; SM-S931B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36',
    ],
    ['chrome 156 chromeos', `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${chromium}`],
    [
      'chrome 156 linux',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36',
    ],
    ['node 22 other', 'Node.js/22'],
    ['other 0 other', 'curl/8.5.0'],
  ])('is %s', (expected, userAgent) => {
    const { browser, browserMajor, os } = describeDevice({ userAgent }, facts)
    expect(`${browser} ${browserMajor} ${os}`).toBe(expected)
  })

  it('is believed over its user-agent string where the browser names its brands', () => {
    const userAgentData = {
      brands: [
        { brand: 'Not;A=Brand', version: '8' },
        { brand: 'Chromium', version: '156' },
        { brand: 'Microsoft Edge', version: '157' },
      ],
      platform: 'Chrome OS',
      mobile: false,
    }
    expect(describeDevice({ userAgent: `${windows} ${chromium}`, userAgentData }, facts)).toMatchObject({
      browser: 'edge',
      browserMajor: 157,
      os: 'chromeos',
    })
  })

  it('is an iPad where a Mac has a touch screen', () => {
    expect(
      describeDevice({ userAgent: `${mac} ${webkit} Version/26.1 Safari/605.1.15`, maxTouchPoints: 5 }, facts).os,
    ).toBe('ios')
  })

  it('is described by families and numbers only, whatever the browser says of itself', () => {
    const text = fc.string({ maxLength: 60 })
    const navigator = fc.record(
      {
        userAgent: text,
        platform: text,
        hardwareConcurrency: fc.nat(256),
        deviceMemory: fc.constantFrom(0.25, 4, 8),
        userAgentData: fc.record({
          brands: fc.array(fc.record({ brand: text, version: text })),
          platform: text,
          mobile: fc.boolean(),
        }),
      },
      { requiredKeys: ['userAgent'] },
    )
    fc.assert(
      fc.property(navigator, (random) => {
        const { browser, os, ...numbers } = describeDevice(random as NavigatorLike, facts)
        expect(BROWSERS).toContain(browser)
        expect(OPERATING_SYSTEMS).toContain(os)
        expect(numbers.cores).toBeGreaterThanOrEqual(1)
        for (const value of Object.values(numbers)) expect(['number', 'boolean']).toContain(typeof value)
      }),
    )
  })

  it('is Node here, with shared memory', () => {
    expect(detectDevice(5)).toMatchObject({ browser: 'node', browserMajor: 22, isolated: true, timerStepUs: 5 })
  })
})
