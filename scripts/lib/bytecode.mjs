// Python's modules as bytecode, made by the very interpreter that will run them: compiling its sources was most of a
// first start, and a third of NumPy's import.
import path from 'node:path'
import { loadPyodide } from 'pyodide'
import { snapshotImports } from '../../packages/kernels/src/python/interpreter/imports.ts'

const site = '/lib/python3.12/site-packages'
const library = '/lib/python312.zip'

/** Folders and files of the standard library that other programs are likely to read. */
const likely = [
  ...['asyncio/', 'collections/', 'concurrent/', 'json/', 'multiprocessing/', 'unittest/'],
  ...['csv.py', 'fractions.py', 'graphlib.py', 'hashlib.py', 'hmac.py', 'pathlib.py', 'pprint.py', 'sched.py'],
  ...['tempfile.py', 'textwrap.py', 'timeit.py'],
]

/** Marked as never to be compared with its source, which lies beside it for tracebacks. */
const bytecode = `
import _imp
import importlib._bootstrap_external as files

def bytecode(source, path):
    code = compile(source, path, "exec", dont_inherit=True)
    return files._code_to_hash_pyc(code, _imp.source_hash(files._RAW_MAGIC_NUMBER, source), False)
`

/**
 * Imports what programs of the lesson import, and compiles all that this read, and what is likely besides.
 * @param {{ name: string, bytes: Uint8Array }[]} sources NumPy's files, named from site-packages on
 * @returns {Promise<{ library: Buffer, numpy: { name: string, bytes: Buffer }[] }>} the standard library's archive with
 *   bytecode beside the sources, and NumPy's bytecode
 */
export async function compileModules(sources) {
  const py = await loadPyodide({ packages: [] })
  for (const { name, bytes } of sources) {
    py.FS.mkdirTree(path.posix.dirname(`${site}/${name}`))
    py.FS.writeFile(`${site}/${name}`, bytes)
  }
  py.runPython(['import numpy, numpy.random', ...snapshotImports, bytecode].join('\n'))
  return { library: Buffer.from(compileLibrary(py)), numpy: compileNumPy(py) }
}

function compileLibrary(py) {
  return py
    .runPython(
      `
likely = tuple(${JSON.stringify(likely)})
import io, sys, zipfile

read = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
whole = io.BytesIO()
count = 0
with zipfile.ZipFile("${library}") as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
    for entry in old.infolist():
        source, path = old.read(entry), "${library}/" + entry.filename
        new.writestr(entry, source)
        if path in read or entry.filename.endswith(".py") and entry.filename.startswith(likely):
            new.writestr(zipfile.ZipInfo(entry.filename + "c", entry.date_time), bytecode(source, path), zipfile.ZIP_DEFLATED, 9)
            count += 1
assert count > 150, f"only {count} modules were read from the archive of the standard library"
whole.getvalue()
`,
    )
    .toJs()
}

function compileNumPy(py) {
  const files = py
    .runPython(
      `
read = [module.__file__ for name, module in sys.modules.items() if name.partition(".")[0] == "numpy"]
assert len(read) > 50, f"only {len(read)} modules of NumPy were read"
[(files.cache_from_source(path), bytecode(open(path, "rb").read(), path)) for path in sorted(set(read)) if path.endswith(".py")]
`,
    )
    .toJs()
  return files.map(([name, bytes]) => ({ name: name.slice(site.length + 1), bytes: Buffer.from(bytes) }))
}
