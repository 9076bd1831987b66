/** What the window itself computes networks with. Loaded when one of these views is first shown, because layers are large. */
export { evaluate } from '../../../../core/network/evaluate'
export { modelOf } from '../../../../core/network/model'
export { halvesOf } from '../../../../core/network/narrow'
