/**
 * The only door to the API: typed calls, streams and the live line. Everything here resolves with what the contract
 * promises or throws an ApiError whose message is a sentence for the user; an abort stays an AbortError.
 */
export { ApiError } from './api/failure.ts'
export { fetchQuote, streamQuotes, type Quote, type QuoteEvent } from './api/quotes.ts'
export { connectLive, type LiveStatus } from './api/live.ts'
