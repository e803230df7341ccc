declare global {
  namespace App {
    interface PageState {
      /** Somebody has typed this class's code and pressed Join on the page before. */
      join?: boolean
    }
  }
}

export {}
