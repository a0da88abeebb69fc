import { compare } from './harness/compare.ts';
import { against, beside, type Finding } from './harness/finding.ts';
import { openLoad, type Shot } from './harness/load.ts';
import { makeSampleInvoice } from './harness/sample-invoice.ts';
import type { Workbench } from './harness/workbench.ts';

const CONNECTIONS = 4;
const PLAN = { rounds: 12, perRound: 250, warmUp: 1500 };

/**
 * The page of an invoice of ten lines against a bare hello in the same process: with the rows of its D1 batch in
 * hand (token, routing, statements, links, page and headers are all the real thing), and with D1 read each time.
 */
export async function measureHostedInvoice(bench: Workbench): Promise<readonly Finding[]> {
  const path = await makeSampleInvoice(bench);
  const headers = { Accept: 'text/html', 'Accept-Language': 'en' };
  const get = (address: string) => async (count: number) =>
    Array.from({ length: count }, (): Shot => ({ method: 'GET', path: address, headers }));
  // The first visit is noted, which is no part of the others.
  await fetch(bench.app.origin + path, { headers });
  const load = openLoad(CONNECTIONS);
  try {
    const { microseconds, ratios, unit } = await compare(
      load,
      bench.pid,
      [
        { origin: bench.hello, shots: get('/') },
        { origin: bench.rowsInHand, shots: get(path) },
        { origin: bench.app, shots: get(path) },
      ],
      PLAN,
    );
    const [hello = 0, inHand = 0, read = 0] = microseconds;
    const [, ratioInHand = 0, ratioRead = 0] = ratios;
    return [
      beside(`bare hello, ${unit} a request`, `${hello.toFixed(0)} µs`),
      against(`hosted invoice, rows in hand (${inHand.toFixed(0)} µs)`, ratioInHand, 2, ' × hello', 1),
      beside(`hosted invoice, with the D1 read (${read.toFixed(0)} µs)`, `${ratioRead.toFixed(1)} × hello`),
    ];
  } finally {
    load.close();
  }
}
