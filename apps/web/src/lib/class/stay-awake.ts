/** Keeps the screen on while a page that nobody touches is shown; an effect: returns what lets it sleep again. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | undefined
  let ended = false

  async function ask() {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    // Refused on low battery or by policy: the screen then sleeps as its owner set it.
    lock = await navigator.wakeLock.request('screen').catch(() => undefined)
    if (ended) void lock?.release()
  }

  // The browser takes the lock back whenever the tab is hidden.
  document.addEventListener('visibilitychange', ask)
  void ask()
  return () => {
    ended = true
    document.removeEventListener('visibilitychange', ask)
    void lock?.release()
  }
}
