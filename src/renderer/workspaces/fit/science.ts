/** The science that the window itself computes with here. Loaded when the workspace is first shown, because formulas and layers are large. */
export { derivative, runPlain } from '../../../core/network/plain/run'
export { plainNetwork } from '../../../core/network/plain/lower'
export { functionSlopes, functionValues } from '../../../core/samples/function-values'
export { activations } from '../../../core/network/activations'
export { pythonSource } from '../../../core/compile/3-emit/source/python'
export { matlabSource } from '../../../core/compile/3-emit/source/matlab'
export { cSource } from '../../../core/compile/3-emit/source/c'
export { firstParameters, firstStatistics } from '../../../core/network/initialisers'
export { modelOf } from '../../../core/network/model'
export { descended, neuronLoss } from '../../../core/network/neuron'
export { functionName } from '../../../core/compile/3-emit/source/story'

export type Science = typeof import('./science')
