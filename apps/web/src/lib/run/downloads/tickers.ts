/** The lesson's six, and more to choose from. */
export const LESSON_TICKERS = ['AAPL', 'GOOGL', 'MSFT', 'AMZN', 'META', 'NVDA'] as const

export const TICKERS: readonly string[] = [
  ...LESSON_TICKERS,
  ...['TSLA', 'NFLX', 'INTC', 'AMD', 'ORCL', 'IBM', 'SAP', 'ASML', 'ADBE', 'CSCO', 'QCOM', 'SHOP'],
  ...['UBER', 'SPOT', 'PYPL', 'NOKIA', 'SONY', 'TSM'],
]
