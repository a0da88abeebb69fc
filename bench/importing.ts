import { against, beside, type Finding } from './harness/finding.ts';
import { inOwnProcess } from './harness/own-process.ts';
import type { Imported } from './importing/imported.ts';

const FEW = 400;
const MANY = 4_000;
/** https://docs.stripe.com/rate-limits: of a sandbox, whose limit is for all requests together. */
const STRIPE_PER_SECOND = 25;
/** A client that is made takes a request; one that is linked is retrieved, and its methods are read by two lists. */
const REQUESTS = (1 + 3) / 2;
/** https://developers.cloudflare.com/d1/platform/limits/ */
const D1_PER_INVOCATION = 1_000;

/**
 * An import of clients, half of them made at Stripe, half linked to customers that it has, under the limits of a sandbox, by a
 * fake clock. A client has to cost the same among few and among many, and the time be close to what the limit dictates.
 */
export async function measureImporting(say: (text: string) => void): Promise<readonly Finding[]> {
  const few = await importAll(FEW, say);
  const many = await importAll(MANY, say);
  const each = (run: Imported, total: number): number => total / run.clients;
  const calls = Object.values(many.calls).reduce((sum, count) => sum + count, 0);
  const pace = many.tookMs / ((many.clients * REQUESTS * 1000) / STRIPE_PER_SECOND);
  return [
    against(
      `${MANY.toLocaleString('en')} clients imported (${((many.clients * 1000) / many.tookMs).toFixed(1)} a second)`,
      pace,
      1.15,
      ' × Stripe’s limit',
      2,
    ),
    beside('  calls of Stripe a client', each(many, calls).toFixed(2)),
    beside('  of a hundred, turned away by its limits', ((many.turnedAway / calls) * 100).toFixed(1)),
    beside('  D1 queries a client', each(many, many.statements).toFixed(1)),
    against(
      '  the same, against few clients',
      each(many, many.statements) / each(few, few.statements),
      1.05,
      ' ×',
      3,
    ),
    against('  D1 queries of an invocation, at most', many.mostByInvocation, D1_PER_INVOCATION, ''),
  ];
}

async function importAll(count: number, say: (text: string) => void): Promise<Imported> {
  const imported = await inOwnProcess<Imported>('bench/importing/run.ts', count, say);
  if (imported.done !== count) throw new Error(`of ${count} clients ${imported.done} were imported`);
  return imported;
}
