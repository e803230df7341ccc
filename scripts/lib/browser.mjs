// A Chromium for the tests: the one named, one installed, Playwright's own download, or Debian's package.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { Stop, run } from './process.mjs'

const installed = [
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap((name) =>
    (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name)),
  ),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** @returns {Promise<string>} the executable; where none can be had, a Stop that says what to do */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (existsSync(named)) return named
    throw new Stop(`CHROMIUM_PATH=${named} does not exist: name a Chromium or Chrome, or unset it.`)
  }
  return installed.find(existsSync) ?? (await downloaded()) ?? (await fromDebian()) ?? noBrowser()
}

async function downloaded() {
  const { chromium } = await import('playwright')
  if (existsSync(chromium.executablePath())) return chromium.executablePath()
  console.error('Downloading Chromium for the tests (once)…')
  const done = await attempt(() => run('playwright', ['install', 'chromium'], { quiet: true }))
  return done && existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined
}

async function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.error("Installing Debian's chromium package for the tests (once)…")
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const done =
    (await attempt(() => run('apt-get', ['update', '-qq'], { quiet: true, env }))) &&
    (await attempt(() => run('apt-get', ['install', '-y', '-qq', 'chromium'], { quiet: true, env })))
  return done && existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined
}

/** Whether a step worked; a failed one only means that the next way is tried. */
const attempt = (step) =>
  step().then(
    () => true,
    (error) => (error instanceof Stop ? false : Promise.reject(error)),
  )

function noBrowser() {
  throw new Stop(
    'The tests need a browser and none could be installed: install Chromium or Chrome, or name one with CHROMIUM_PATH=/path/to/chrome npm test.',
  )
}
