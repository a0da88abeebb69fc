import { measureCosts } from './costs/measure.ts';
import { PLAN, priced, storage, type Usage } from './costs/prices.ts';
import { scaled, sum } from './costs/usage.ts';
import { buildDeployment } from './harness/deployment.ts';

/* Counts what an invoice's life takes of Cloudflare and prices it: the figures of docs/COSTS.md. */

/** Ticks. */
const DAY = 1_440;
const TICKS_A_MONTH = 30 * DAY;
/** Of a paid invoice with its indexes: `npm run bench` measures it. */
const KB_STORED = 12;
const KB_A_GIGABYTE = 1_000_000;

const { stages, life, idle } = await measureCosts(await buildDeployment(), {
  warm: 10,
  invoices: 40,
  followed: DAY,
  ticks: DAY,
});
const month = scaled(idle, TICKS_A_MONTH);
print([
  ...stages,
  ['an invoice’s life', life],
  ['a tick with nothing to do', idle],
  ['a month of them', month],
]);
for (const invoices of [0, 10_000, 1_000_000]) {
  const usage = sum(scaled(life, invoices), month);
  const cost = priced(usage);
  const stored = storage((invoices * KB_STORED) / KB_A_GIGABYTE);
  const total = PLAN + stored + Object.values(cost).reduce((all, one) => all + one, 0);
  const dollars = `  $${total.toFixed(2)}: plan ${PLAN}, storage ${stored.toFixed(2)}, and`;
  print([
    [`${invoices.toLocaleString('en')} invoices a month`, usage],
    [dollars, cost],
  ]);
}

function print(rows: readonly (readonly [string, Usage])[]): void {
  const shown = (value: number) => (value < 1000 ? value.toFixed(1) : Math.round(value).toLocaleString('en'));
  const head = ['', 'requests', 'CPU ms', 'rows read', 'rows written', 'queue operations'];
  const table = rows.map(([name, { requests, cpuMs, rowsRead, rowsWritten, queueOperations }]) => [
    name,
    ...[requests, cpuMs, rowsRead, rowsWritten, queueOperations].map(shown),
  ]);
  for (const [name = '', ...cells] of [head, ...table])
    console.log(name.padEnd(46) + cells.map((cell) => cell.padStart(18)).join(''));
  console.log('');
}
