/**
 * Headers of every reply, once: the Worker sets them on its own responses, the build writes them into `_headers` for the
 * static files. Plain data without imports, so that Node can read it.
 */
export const securityHeaders = {
  // Cross-origin isolation: shared memory and a fine clock (COOP + COEP); CORP lets isolated pages load our own files.
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  // Scripts: our own files, plus compiling WASM. Styles: CodeMirror injects them. `connect-src 'self'` covers wss, too.
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
} as const
