import { against, beside, type Finding } from './harness/finding.ts';
import { inOwnProcess } from './harness/own-process.ts';

const FEW = 1_000;
const MANY = 22_500;
/** https://docs.stripe.com/rate-limits */
const STRIPE_PER_SECOND = 25;
/** https://developers.cloudflare.com/d1/platform/limits/ */
const D1_PER_INVOCATION = 1_000;

/** As `collecting/run.ts` prints it. */
type Collected = {
  readonly invoices: number;
  readonly paid: number;
  readonly tookMs: number;
  readonly statements: number;
  readonly trips: number;
  readonly rowsWritten: number;
  readonly mostByInvocation: number;
  readonly databaseBusyMs: number;
  readonly consumers: number;
  readonly calls: Readonly<Record<string, number>>;
  readonly turnedAway: number;
};

/**
 * Due invoices, found by one cron tick and charged through the queue under Stripe's live limits, by a fake clock: the
 * real operations over SQLite with D1's limits, and the sandbox in process. The cost per invoice has to be the same
 * for few and for many, and the time close to what Stripe's limit dictates.
 */
export async function measureCollection(say: (text: string) => void): Promise<readonly Finding[]> {
  const few = await collect(FEW, say);
  const many = await collect(MANY, say);
  const each = (run: Collected, total: number): number => total / run.invoices;
  const growth = (total: (run: Collected) => number): number =>
    each(many, total(many)) / each(few, total(few));
  const pace = (run: Collected): number => run.tookMs / ((run.invoices / STRIPE_PER_SECOND) * 1000);
  const calls = Object.values(many.calls).reduce((sum, count) => sum + count, 0);
  const minutes = (many.tookMs / 60_000).toFixed(1);
  const count = MANY.toLocaleString('en');
  return [
    against(
      `${count} due invoices charged (${minutes} min by the clock)`,
      pace(many),
      1.1,
      ' × Stripe’s limit',
      2,
    ),
    beside(`  the same, ${FEW.toLocaleString('en')}`, `${pace(few).toFixed(2)} × Stripe’s limit`),
    beside('  calls of Stripe an invoice', each(many, calls).toFixed(2)),
    beside('  of a hundred, turned away by its limits', ((many.turnedAway / calls) * 100).toFixed(1)),
    beside('  D1 queries an invoice', each(many, many.statements).toFixed(1)),
    against(
      '  the same, against few invoices',
      growth(({ statements }) => statements),
      1.05,
      ' ×',
      3,
    ),
    beside('  in trips to D1 an invoice', each(many, many.trips).toFixed(1)),
    beside('  rows written an invoice, indexes apart', each(many, many.rowsWritten).toFixed(1)),
    against(
      '  the same, against few invoices',
      growth(({ rowsWritten }) => rowsWritten),
      1.05,
      ' ×',
      3,
    ),
    against('  D1 queries of an invocation, at most', many.mostByInvocation, D1_PER_INVOCATION, ''),
  ];
}

async function collect(count: number, say: (text: string) => void): Promise<Collected> {
  const collected = await inOwnProcess<Collected>('bench/collecting/run.ts', count, say);
  if (collected.paid !== count) throw new Error(`of ${count} invoices ${collected.paid} were paid`);
  return collected;
}
