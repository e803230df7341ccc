import type { D1Migration } from '@cloudflare/vitest-plugin'
import type { Env as Bindings } from '../../apps/api/src/env.ts'
import type * as worker from '../../apps/api/src/worker.ts'

declare global {
  namespace Cloudflare {
    interface Env extends Bindings {
      MIGRATIONS: D1Migration[]
    }
    interface GlobalProps {
      mainModule: typeof worker
    }
  }
}
