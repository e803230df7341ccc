/** The page's runner: measures ladders away from the page's own thread, with pools of its own. */
import { serveLadders } from '@prange/kernels/bench'
import { createContext } from '@prange/kernels/catalog'
import { relayWorkers } from '@prange/kernels/pool/relay'
import { version } from '../../../package.json'

// Before anything listens to messages.
relayWorkers()
serveLadders(self, { context: createContext({ apiBase: '' }), appVersion: version })
