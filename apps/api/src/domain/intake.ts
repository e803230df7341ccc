/** What happens to every run at the door, for a class and for a link alike: made anonymous, worked out, judged. */
import type { Run } from '@prange/kernels/words'
import type { Reason, RungFigures, RunSubmission } from '../contract/index.ts'
import { anonymise } from './anonymise.ts'
import { judge, type TicketClaim } from './believe.ts'
import { figuresOf } from './figures.ts'
import { readTicket } from './tickets.ts'

export interface Intake {
  run: Run
  figures: RungFigures[]
  reasons: Reason[]
  /** SHA-256 of the ticket, where it was signed by this server. */
  ticketId: string | null
}

export async function takeIn(submission: RunSubmission, secret: string | undefined, now: number): Promise<Intake> {
  const run = anonymise(submission)
  const figures = figuresOf(run.exercise, run.rungs)
  const claim = await claimOf(submission.ticket, secret)
  const ticketId = claim.state === 'signed' ? claim.facts.id : null
  return { run, figures, reasons: judge(run, figures, claim, now), ticketId }
}

async function claimOf(ticket: string | null | undefined, secret: string | undefined): Promise<TicketClaim> {
  if (!ticket || !secret) return { state: 'none' }
  const facts = await readTicket(secret, ticket)
  return facts ? { state: 'signed', facts } : { state: 'invalid' }
}
