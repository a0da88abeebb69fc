import type { Deployment } from './harness/deployment.ts';
import { against, beside, type Finding, flat } from './harness/finding.ts';
import { type Counted, openFilled } from './reading/database.ts';
import { PAGES } from './reading/pages.ts';

const COUNTS = [1_000, 100_000, 1_000_000];
/** A row more or less where an index is a level deeper, or a page begins elsewhere. */
const FLAT = 1.1;
/** What lists days has a bound of its own: four rows a day, of the thirty that are asked for and of the month that they begin in. */
const OF_DAYS: Readonly<Record<string, number>> = { 'the books by the API': 4 * (30 + 31) + 50 };
/** The first ticks read Stripe's lists and begin the day's books; then there is nothing to do. */
const TICKS_BEFORE = 3;
/** As many minutes as it takes until each kind of what is kept no longer had its turn, and Stripe's events were read deeply. */
const MINUTES = 16;

/** The rows that D1 reads for each page and for a tick that has nothing to do, by how many invoices there are. */
export async function measureReading(
  deployment: Deployment,
  say: (text: string) => void,
  counts: readonly number[] = COUNTS,
): Promise<readonly Finding[]> {
  const byCount: Readonly<Record<string, number>>[] = [];
  for (const invoices of counts) {
    const began = performance.now();
    byCount.push(await readAll(deployment, invoices, say));
    say(`  ${invoices.toLocaleString('en')} in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
  const [few = {}] = byCount;
  const pages = Object.keys(few).map((what) => {
    const rows = byCount.map((of) => of[what] ?? 0);
    const most = OF_DAYS[what];
    return most === undefined
      ? flat(`  ${what}`, rows, FLAT)
      : against(`  ${what}`, Math.max(...rows), most, '');
  });
  const among = counts.map((count) => count.toLocaleString('en')).join(', ');
  return [beside(`rows that D1 reads among ${among} invoices`, ''), ...pages];
}

async function readAll(
  deployment: Deployment,
  invoices: number,
  say: (text: string) => void,
): Promise<Readonly<Record<string, number>>> {
  const filled = await openFilled(deployment, invoices);
  try {
    const read: Record<string, number> = {};
    for (const [what, pathOf] of Object.entries(PAGES)) {
      const path = pathOf(filled);
      read[what] = answered(path, await filled.ask(path)).read;
    }
    for (let tick = 0; tick < TICKS_BEFORE; tick += 1) await filled.tick();
    let dearest: Counted | null = null;
    for (let minute = 1; minute <= MINUTES; minute += 1) {
      const counted = await filled.tick(minute);
      if (dearest === null || counted.read > dearest.read) dearest = counted;
    }
    read['the dearest of a quarter of an hour’s ticks with nothing to do'] = dearest?.read ?? 0;
    say(`  most of the dearest tick is read by ${dearest?.dearest.slice(0, 200)} …`);
    return read;
  } finally {
    await filled.close();
  }
}

function answered(path: string, counted: Counted): Counted {
  if (counted.status !== 200) throw new Error(`${path}: ${counted.status} ${counted.text.slice(0, 500)}`);
  return counted;
}
