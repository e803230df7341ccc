import './name.ts'
import '../../../../packages/kernels/src/python/interpreter/worker.ts'
