/**
 * Where a program's output is shown: appended once a frame, so that a flood of lines costs one layout, not one each, and
 * in blocks of whole lines, so that the layout is of the last ones and not of all.
 */

export type OutputKind = 'stdout' | 'stderr'

export interface OutputSink {
  append(kind: OutputKind, text: string): void
  clear(): void
  /** Forgets what is not drawn yet. */
  close(): void
}

/** Distance from the end, in pixels, within which the reader is taken to follow the output. */
const followPx = 40
/** Characters after which a block ends with its line. */
const blockLength = 8192

/** Writes into an element that nothing else writes into; `data-empty` stays on it until the first text. */
export function openSink(log: HTMLElement): OutputSink {
  let pending: { kind: OutputKind; text: string }[] = []
  let frame = 0
  /** A carriage return came last: what follows takes the line's place. */
  let returned = false
  let block: { element: HTMLElement; length: number; lineEnded: boolean } | undefined

  function flush(): void {
    frame = 0
    const follows = log.scrollHeight - log.scrollTop - log.clientHeight < followPx
    for (const { kind, text } of pending) add(kind, settle(text))
    pending = []
    log.classList.remove('empty')
    if (follows) log.scrollTop = log.scrollHeight
  }

  /** What of a text stays when carriage returns have done their work, as progress bars count on it. */
  function settle(text: string): string {
    const whole = (returned ? '\r' : '') + text
    returned = whole.endsWith('\r')
    if (!whole.includes('\r')) return text
    const lines = whole.replace(/\r+(?=\n|$)/g, '').split('\n')
    if (lines[0]?.includes('\r')) takeBackLine()
    return lines.map((line) => line.slice(line.lastIndexOf('\r') + 1)).join('\n')
  }

  /** Takes the line that has not ended away. It began in this block: only whole lines end one. */
  function takeBackLine(): void {
    for (let last = block?.element.lastElementChild; last; last = block?.element.lastElementChild) {
      const lineEnd = last.textContent.lastIndexOf('\n') + 1
      if (lineEnd > 0) return void (last.textContent = last.textContent.slice(0, lineEnd))
      last.remove()
    }
  }

  function add(kind: OutputKind, text: string): void {
    for (let from = 0; from < text.length;) {
      if (block === undefined || (block.length >= blockLength && block.lineEnded)) {
        block = { element: document.createElement('div'), length: 0, lineEnded: false }
        log.append(block.element)
      }
      const lineEnd = text.indexOf('\n', from + Math.max(0, blockLength - block.length)) + 1
      const part = text.slice(from, lineEnd || undefined)
      const last = block.element.lastElementChild
      if (last?.className === kind) last.append(part)
      else block.element.append(stretch(kind, part))
      block.length += part.length
      block.lineEnded = part.endsWith('\n')
      from += part.length
    }
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
      returned = false
      block = undefined
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
