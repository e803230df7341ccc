/** Where a program's output is shown: appended once a frame, so that a flood of lines costs one layout, not one each. */

export type OutputKind = 'stdout' | 'stderr'

export interface OutputSink {
  append(kind: OutputKind, text: string): void
  clear(): void
  /** Forgets what is not drawn yet. */
  close(): void
}

/** Distance from the end, in pixels, within which the reader is taken to follow the output. */
const followPx = 40

/** Writes into an element that nothing else writes into; `data-empty` stays on it until the first text. */
export function openSink(log: HTMLElement): OutputSink {
  let pending: { kind: OutputKind; text: string }[] = []
  let frame = 0

  function flush(): void {
    frame = 0
    const follows = log.scrollHeight - log.scrollTop - log.clientHeight < followPx
    for (const { kind, text } of pending) {
      const last = log.lastElementChild
      if (last?.className === kind) last.append(text)
      else log.append(stretch(kind, text))
    }
    pending = []
    log.classList.remove('empty')
    if (follows) log.scrollTop = log.scrollHeight
  }

  function close(): void {
    cancelAnimationFrame(frame)
    frame = 0
    pending = []
  }

  return {
    append(kind, text) {
      pending.push({ kind, text })
      frame ||= requestAnimationFrame(flush)
    },
    clear() {
      close()
      log.replaceChildren()
      log.classList.add('empty')
    },
    close,
  }
}

function stretch(kind: OutputKind, text: string): HTMLElement {
  const element = document.createElement('span')
  element.className = kind
  element.textContent = text
  return element
}
