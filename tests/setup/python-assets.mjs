import { makePythonAssets } from '../../scripts/python-assets.mjs'

/** Python's files are built, not committed: browser tests need them in the served folder. */
export default function setup() {
  makePythonAssets()
}
