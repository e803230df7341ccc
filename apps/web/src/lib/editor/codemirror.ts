/** CodeMirror 6 set up for Python: loaded on demand, so that pages stay light. The rest of the app sees only `open`. */
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from '@codemirror/commands'
import { python } from '@codemirror/lang-python'
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic as Mark, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { EditorState, type Extension, Prec } from '@codemirror/state'
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'

/** Something wrong, at a stretch of the text or at a whole line (one-based, as Python counts). */
export type Problem = { severity: 'error' | 'warning'; message: string } & (
  { from: number; to: number } | { line: number }
)

export interface EditorOptions {
  parent: HTMLElement
  text: string
  /** What is selected at first, as a text area tells it. */
  selection?: { anchor: number; head: number }
  /** The accessible name of the text box. */
  label: string
  onChange(text: string): void
  onRun(): void
  onEscape(): void
}

export interface Editor {
  readonly text: string
  replace(text: string): void
  show(problems: readonly Problem[]): void
  /** Puts the cursor at the start of a line and scrolls it into view. */
  goTo(line: number): void
  focus(): void
  destroy(): void
}

/** Opens an editor in `parent`. Ctrl/Cmd+Enter and Shift+Enter run; Escape is told, and lets Tab leave. */
export function open(options: EditorOptions): Editor {
  const view = new EditorView({ parent: options.parent, state: stateOf(options) })
  return {
    get text() {
      return view.state.doc.toString()
    },
    replace(text) {
      if (text !== view.state.doc.toString()) view.setState(stateOf({ ...options, text, selection: undefined }))
    },
    show(problems) {
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.map((problem) => markOf(view.state, problem)),
        ),
      )
    },
    goTo(number) {
      const line = view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines))
      view.dispatch({
        selection: { anchor: line.from },
        effects: EditorView.scrollIntoView(line.from, { y: 'center' }),
      })
      view.focus()
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  }
}

function stateOf({ text, selection, label, onChange, onRun, onEscape }: EditorOptions): EditorState {
  const runs = { run: () => (onRun(), true), preventDefault: true }
  return EditorState.create({
    doc: text,
    ...(selection && { selection }),
    extensions: [
      Prec.highest(
        keymap.of([
          { key: 'Mod-Enter', ...runs },
          { key: 'Shift-Enter', ...runs },
        ]),
      ),
      tabAndEscape(onEscape),
      lineNumbers(),
      lintGutter(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      history(),
      drawSelection(),
      indentOnInput(),
      indentUnit.of('    '),
      bracketMatching(),
      closeBrackets(),
      python(),
      syntaxHighlighting(classHighlighter),
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap]),
      // Focusable as it is; said so for tools that look for what scrolls the box around it.
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
      EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
    ],
  })
}

/**
 * Tab indents. After Escape it moves the focus, however long after: the way out of the editor by keyboard. Until the text
 * changes or the focus does, not until a time has passed: a screen reader's user listens before going on.
 */
function tabAndEscape(onEscape: () => void): Extension {
  let leaving = false
  return [
    Prec.highest(
      keymap.of([
        {
          key: 'Escape',
          run() {
            onEscape()
            leaving = true
            return false
          },
        },
      ]),
    ),
    keymap.of([
      { key: 'Tab', run: (view) => !leaving && indentMore(view), shift: (view) => !leaving && indentLess(view) },
    ]),
    EditorView.updateListener.of(({ docChanged, focusChanged }) => {
      if (docChanged || focusChanged) leaving = false
    }),
  ]
}

/** A problem as CodeMirror marks it; a position outside the text (it may have changed since) is moved into it. */
function markOf({ doc }: EditorState, problem: Problem): Mark {
  const { severity, message } = problem
  if ('from' in problem) {
    const from = Math.min(problem.from, doc.length)
    return { from, to: Math.min(Math.max(problem.to, from), doc.length), severity, message }
  }
  const line = doc.line(Math.min(Math.max(problem.line, 1), doc.lines))
  const indent = line.text.length - line.text.trimStart().length
  return { from: line.from + indent, to: line.to, severity, message }
}
