/** The page's runner: measures ladders away from the page's own thread, with pools of its own. */
import { serveLadders } from '@prange/kernels/bench'
import { createContext } from '@prange/kernels/catalog'
import { version } from '../../../package.json'

serveLadders(self, { context: createContext({ apiBase: '' }), appVersion: version })
