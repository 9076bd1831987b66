/** Requests to main, with failures as values of the program: a refusal is thrown as a SharkfinError. */
import { SharkfinError } from '../../core/contract/errors'
import type { WindowAnswers, WindowReply, WindowRequest, WindowRequestKind } from '../../core/contract/window'

/**
 * @throws SharkfinError as main sent it
 */
export async function ask<Kind extends WindowRequestKind>(
  request: Extract<WindowRequest, { kind: Kind }>
): Promise<WindowAnswers[Kind]> {
  return unwrap(await window.sharkfin.request<Kind>(request))
}

/** Grants a dropped file to this window. */
export async function grantDrop(file: File): Promise<WindowAnswers['paste']> {
  return unwrap(await window.sharkfin.grantDrop(file))
}

function unwrap<Kind extends WindowRequestKind>(reply: WindowReply<Kind>): WindowAnswers[Kind] {
  if (reply.ok) return reply.value
  throw new SharkfinError(reply.error)
}
