import type { SharkfinBridge } from '../core/contract/window'

declare global {
  interface Window {
    /** Exposed by the preload script; the only way out of the page. */
    readonly sharkfin: SharkfinBridge
  }
}
