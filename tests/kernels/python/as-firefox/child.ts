import './name.ts'
import '../../../../packages/kernels/src/python/processes/child.ts'
