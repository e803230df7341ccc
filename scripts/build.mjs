// `npm run build`: what `npm start` serves and `npm run deploy` uploads, in apps/web/build.
import { build } from './lib/build.mjs'
import { main } from './lib/process.mjs'
import { setUp } from './lib/setup.mjs'

await main(async () => {
  await setUp()
  await build()
})
