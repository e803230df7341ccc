// The same vectors in Chromium: its engine, not Node's, runs what the compiler emits.
import './vectors.test.ts'
