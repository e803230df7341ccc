import adapter from '@sveltejs/adapter-static'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { squeezePrelude } from '../../scripts/lib/squeeze.ts'

const api = process.env.PRANGE_API ?? 'http://127.0.0.1:8787'

export default defineConfig(({ command }) => ({
  plugins: [
    squeezePrelude(),
    sveltekit({
      // Pages are prerendered; `shell.html` is the empty page for addresses only known at run time (/c/…, /r/…).
      adapter: adapter({ pages: 'build', fallback: 'shell.html', strict: true }),
      // Absolute paths: the start script is moved into a file of its own (scripts/build.mjs), so it cannot be relative.
      paths: { relative: false },
      // In development there is nothing to keep, and an old worker would only be in the way.
      serviceWorker: { register: command === 'build' },
    }),
  ],
  worker: { format: 'es', plugins: () => [squeezePrelude()] },
  build: {
    target: 'es2022',
    // A worker or a .wasm file must stay a file of its own: a data: URL would need a laxer CSP.
    assetsInlineLimit: (path) => (/\.(wasm|svg|py)$/.test(path) ? false : undefined),
  },
  server: {
    fs: { allow: ['../../packages', '../api/src'] },
    proxy: { '/api': { target: api, ws: true } },
    headers: {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
    },
  },
}))
