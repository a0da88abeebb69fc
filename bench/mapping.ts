import { FILLED, fillingId } from '../test/support/filling.ts';
import { compare } from './harness/compare.ts';
import { childProcess } from './harness/cpu.ts';
import type { Deployment } from './harness/deployment.ts';
import { beside, type Finding, flat } from './harness/finding.ts';
import { openLoad, type Shot } from './harness/load.ts';
import { openStaffPages } from './harness/staff-pages.ts';
import { clientsOf } from './mapping/clients.ts';

const COUNTS = [100, 50_000] as const;
/** What more than a thousand have is gone through, so that fewer than these say nothing of more. */
const COUNTS_READ = [2_000, 50_000] as const;
const CONNECTIONS = 4;
const PLAN = { rounds: 8, perRound: 40, warmUp: 80 };
const FLAT = 1.5;
/** A row more or less where an index is a level deeper. */
const FLAT_ROWS = 1.1;

const base = `/dashboard/${FILLED.merchantId}/mapping`;
/** What is asked for, by what it is called in the report; in the middle of so many clients. */
const PAGES: Readonly<Record<string, (count: number) => string>> = {
  'the page': () => base,
  'a late page of both lists': (count) =>
    `${base}?after=${fillingId('cus', count / 2)}&safter=cus_listed_${count / 2}`,
  'those that are proposed': () => `${base}?status=proposed`,
  'customers that nobody has': () => `${base}?free=yes`,
  'a search for one client': (count) => `${base}?q=ada${count / 2}%40`,
  'a search for one customer': (count) => `${base}?sq=ada${count / 2}%40`,
};
/** What as many have as there are clients. */
const COMMON: typeof PAGES = {
  'a search for what all clients have': () => `${base}?q=acme`,
  'a search for what all customers have': () => `${base}?sq=acme&free=yes`,
};

/**
 * CPU that a page of client mapping takes, D1's own with it, with a hundred clients here and as many customers at Stripe, and
 * with 50,000 on each side.
 */
export async function measureMapping(deployment: Deployment): Promise<readonly Finding[]> {
  const clients = await openStaffPages(deployment, COUNTS, clientsOf);
  const { cookie } = clients;
  const side = async (count: number, pathOf: (count: number) => string) => ({
    origin: await clients.origin(count),
    shots: async (shots: number): Promise<readonly Shot[]> =>
      Array.from({ length: shots }, () => ({
        method: 'GET',
        path: pathOf(count),
        headers: { Accept: 'text/html', Cookie: cookie },
      })),
  });
  const load = openLoad(CONNECTIONS);
  const findings: Finding[] = [
    beside(`µs of CPU a page of mapping among ${COUNTS.join(' and ')} clients`, ''),
  ];
  try {
    for (const [what, pathOf] of Object.entries(PAGES)) {
      const sides = await Promise.all(COUNTS.map((count) => side(count, pathOf)));
      const { microseconds } = await compare(load, childProcess(process.pid, 'workerd'), sides, PLAN);
      findings.push(flat(`  ${what}`, microseconds.map(Math.round), FLAT));
    }
  } finally {
    load.close();
    await clients.close();
  }
  return findings;
}

/** The rows that D1 reads for a page of client mapping, by how many clients there are here, and customers at Stripe. */
export async function measureMappingRows(
  deployment: Deployment,
  counts: readonly number[] = COUNTS_READ,
): Promise<readonly Finding[]> {
  const clients = await openStaffPages(deployment, counts, clientsOf);
  try {
    const findings: Finding[] = [beside(`rows that D1 reads among ${counts.join(' and ')} clients`, '')];
    for (const [what, pathOf] of Object.entries({ ...PAGES, ...COMMON })) {
      const rows: number[] = [];
      for (const count of counts) rows.push((await clients.read(count, pathOf(count))).read);
      findings.push(flat(`  ${what}`, rows, FLAT_ROWS));
    }
    return findings;
  } finally {
    await clients.close();
  }
}
