import { measureDeployed, type Taken } from './due/deployed.ts';
import type { Made } from './due/made.ts';
import type { Deployment } from './harness/deployment.ts';
import { against, beside, type Finding, flat } from './harness/finding.ts';
import { inOwnProcess } from './harness/own-process.ts';

const COUNTS = [1_000, 10_000, 100_000];
/** So many are followed to the last mail. */
const TO_THE_END = 1_000;
/** https://developers.cloudflare.com/d1/platform/limits/ */
const D1_PER_INVOCATION = 1_000;
/** https://developers.cloudflare.com/workers/platform/limits/ */
const SUBREQUESTS = 10_000;
const CPU_MS = 30_000;
/** As it is deployed. */
const BATCH = 10;
const FLAT = 1.05;
/** A row more or less where an index is a level deeper. */
const FLAT_ROWS = 1.1;
/** Of other things that this machine does meanwhile. */
const FLAT_CPU = 1.5;

/**
 * Schedules that are due at one instant, as on the first of a month: what the ticks take that find them and what an invoice takes,
 * on workerd and a real D1; and, by a fake clock, all of it for some of them, to the last mail.
 */
export async function measureDue(
  deployment: Deployment,
  say: (text: string) => void,
): Promise<readonly Finding[]> {
  const made = await inOwnProcess<Made>('bench/due/run.ts', TO_THE_END, say);
  if (made.mailed !== TO_THE_END) throw new Error(`of ${TO_THE_END} invoices ${made.mailed} were mailed`);
  const measured: Awaited<ReturnType<typeof measureDeployed>>[] = [];
  for (const count of COUNTS) {
    const began = performance.now();
    measured.push(await measureDeployed(deployment, count));
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    say(`  ${count.toLocaleString('en')} schedules, in ${seconds} s`);
  }
  const each = (of: (taken: Taken) => number) => measured.map(({ invoice }) => Math.round(of(invoice)));
  const ticks = measured.flatMap((one) => one.ticks);
  const most = (of: (taken: Taken) => number) => Math.max(...ticks.map(of));
  const last = measured.at(-1);
  if (last === undefined) throw new Error('nothing was measured');
  return [
    beside(`schedules due at once: ${COUNTS.map((count) => count.toLocaleString('en')).join(', ')}`, ''),
    flat(
      '  D1 queries an invoice: made, issued, mailed',
      each(({ statements }) => statements),
      FLAT,
    ),
    flat(
      '  rows that D1 reads an invoice',
      each(({ rowsRead }) => rowsRead),
      FLAT_ROWS,
    ),
    flat(
      '  rows written an invoice, indexes with them',
      each(({ rowsWritten }) => rowsWritten),
      FLAT,
    ),
    flat(
      '  ms of CPU an invoice, with its PDF and D1’s own',
      each(({ cpuMs }) => cpuMs),
      FLAT_CPU,
    ),
    flat(
      '  messages of the queue an invoice',
      each(({ messages }) => messages),
      FLAT,
    ),
    beside('  ticks until the queue has all of them', String(last.ticks.length)),
    against(
      '  D1 queries of a tick, at most',
      most(({ statements }) => statements),
      D1_PER_INVOCATION,
      '',
    ),
    against(
      '  D1’s and the queue’s calls of a tick, at most',
      most(({ trips, sends }) => trips + sends),
      SUBREQUESTS,
      '',
    ),
    against(
      '  CPU of a tick, at most',
      most(({ cpuMs }) => cpuMs),
      CPU_MS,
      ' ms',
    ),
    against('  CPU of a batch that does all for ten invoices', BATCH * last.invoice.cpuMs, CPU_MS, ' ms'),
    against(
      '  D1 queries of a tick or a batch of ten, followed to the end',
      made.mostByInvocation,
      D1_PER_INVOCATION,
      '',
    ),
    beside(
      `  ${TO_THE_END.toLocaleString('en')} invoices mailed, by a fake clock`,
      `after ${Math.round(made.tookMs / 1000)} s`,
    ),
  ];
}
