import { tarFiles } from '../assets/tar.ts'
import { shareable, type PythonFiles } from '../protocol.ts'
import { sitePackages, writeFile, type Interpreter } from './boot.ts'

/**
 * NumPy in one interpreter: unpacked when a program first wants it, since most of the second it takes would be lost on
 * programs that do not. Not part of a snapshot: its extension modules are linked anew in every interpreter.
 */
export class NumPy {
  readonly #interpreter: Interpreter
  readonly #files: PythonFiles
  #unpacked: Promise<void> | undefined

  constructor(interpreter: Interpreter, files: PythonFiles) {
    this.#interpreter = interpreter
    this.#files = files
  }

  /** Puts its files where Python looks for them. */
  unpack(): Promise<void> {
    return (this.#unpacked ??= this.#unpack())
  }

  /** Imports it ahead of the program that will. */
  async import(): Promise<void> {
    await this.unpack()
    this.#interpreter.py.runPython('import numpy')
  }

  async #unpack(): Promise<void> {
    const { py } = this.#interpreter
    for (const { name, bytes } of tarFiles(await numpyTar(this.#files))) writeFile(py, `${sitePackages}/${name}`, bytes)
    py.runPython('import importlib; importlib.invalidate_caches()')
  }
}

/** The unzipped archive; kept with the files, so that children are handed it ready. */
export async function numpyTar(files: PythonFiles): Promise<Uint8Array> {
  if (files.numpyTar) return files.numpyTar
  const zipped = new Response(files.numpy.slice()).body?.pipeThrough(new DecompressionStream('gzip'))
  return (files.numpyTar ??= shareable(new Uint8Array(await new Response(zipped).arrayBuffer())))
}
