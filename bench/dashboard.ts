import { FILLED } from '../test/support/filling.ts';
import { businessOf, INVOICES_EACH } from './dashboard/business.ts';
import { PAGES } from './dashboard/pages.ts';
import { compare } from './harness/compare.ts';
import { childProcess } from './harness/cpu.ts';
import type { Deployment } from './harness/deployment.ts';
import { beside, type Finding, flat } from './harness/finding.ts';
import { openLoad, type Shot } from './harness/load.ts';
import { openStaffPages, type PageRead, type StaffPages } from './harness/staff-pages.ts';

const COUNTS = [1_000, 1_000_000] as const;
const FLAT = 1.5;
const CONNECTIONS = 2;
const PLAN = { rounds: 6, perRound: 10, warmUp: 20 };

/** What the staff's pages take with a thousand invoices and with a million: the rows that D1 reads, and CPU with D1's own. */
export async function measureDashboard(
  deployment: Deployment,
  say: (text: string) => void,
  counts: readonly number[] = COUNTS,
): Promise<readonly Finding[]> {
  const began = performance.now();
  const pages = await openStaffPages(deployment, counts, businessOf);
  say(`  filled in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  try {
    const among = counts.map((count) => count.toLocaleString('en')).join(' and ');
    const found: Finding[] = [
      beside(`the staff’s pages among ${among} invoices, ${INVOICES_EACH} of each customer`, ''),
    ];
    const read = await readAll(pages, counts);
    return [
      ...found,
      beside('D1 statements and rows that it reads, with those of a new Worker’s start', ''),
      ...read.map(({ what, of }) =>
        beside(`  ${what}`, of.map(({ statements, read: rows }) => `${rows} by ${statements}`).join(', ')),
      ),
      beside('µs of CPU, D1’s own with it', ''),
      ...(await cpuOf(pages, counts)),
    ];
  } finally {
    await pages.close();
  }
}

const at = (path: string): string => `/dashboard/${FILLED.merchantId}${path}`;

/** One after the other: the first notes that its person was seen, which no other does for a while. */
async function readAll(pages: StaffPages, counts: readonly number[]) {
  const read: { readonly what: string; readonly of: readonly PageRead[] }[] = [];
  for (const count of counts) await pages.read(count, at(''));
  for (const [what, pathOf] of Object.entries(PAGES)) {
    const of: PageRead[] = [];
    for (const count of counts) of.push(await pages.read(count, at(pathOf(count))));
    read.push({ what, of });
  }
  return read;
}

async function cpuOf(pages: StaffPages, counts: readonly number[]): Promise<readonly Finding[]> {
  const load = openLoad(CONNECTIONS);
  const side = async (count: number, pathOf: (count: number) => string) => ({
    origin: await pages.origin(count),
    shots: async (shots: number): Promise<readonly Shot[]> =>
      Array.from({ length: shots }, () => ({
        method: 'GET',
        path: at(pathOf(count)),
        headers: { Accept: 'text/html', Cookie: pages.cookie },
      })),
  });
  try {
    const found: Finding[] = [];
    for (const [what, pathOf] of Object.entries(PAGES)) {
      const sides = await Promise.all(counts.map((count) => side(count, pathOf)));
      const { microseconds } = await compare(load, childProcess(process.pid, 'workerd'), sides, PLAN);
      found.push(flat(`  ${what}`, microseconds.map(Math.round), FLAT));
    }
    return found;
  } finally {
    load.close();
  }
}
