/** zod, without its generated-code fast path: the window's content security policy has no eval. */
import { z } from 'zod'

z.config({ jitless: true })

export { z }
