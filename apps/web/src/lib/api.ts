/**
 * The only door to the API: typed calls, streams and the live line. Everything here resolves with what the contract
 * promises or throws an ApiError whose message is a sentence for the user; an abort stays an AbortError.
 */
export * from './api/classes.ts'
export { ApiError } from './api/failure.ts'
export { connectLive, type LiveStatus } from './api/live.ts'
export { deleteShared, sharedRun, shareRun } from './api/shared.ts'
export { fetchQuote, streamQuotes } from './api/quotes.ts'
export type { Quote, QuoteEvent } from '@prange/api/contract'
