import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { linesOf } from '../src/operations/imports/lines-of.ts';
import { beside, type Finding, flat } from './harness/finding.ts';

const SIZES = [5_000, 50_000];

/** A file of customers, made as it is read. */
function fileOf(lines: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let made = -1;
  return new ReadableStream({
    pull: (controller) => {
      const texts: string[] = [];
      for (const end = Math.min(lines, made + 500); made < end; made += 1) {
        texts.push(
          made < 0
            ? 'externalId:Xero,name,email,line1,town,postcode,country'
            : `x${made},Customer ${made},ap${made}@acme.example,"${made} High Street, Back",London,AB1 2EF,GB`,
        );
      }
      if (texts.length === 0) controller.close();
      else controller.enqueue(encoder.encode(`${texts.join('\r\n')}\r\n`));
    },
  });
}

/** What a file of customers takes of memory while it is read, and how fast that is. */
export async function measureCsv(): Promise<readonly Finding[]> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const peaks: number[] = [];
  let perSecond = 0;
  for (const size of SIZES) {
    collect();
    const before = process.memoryUsage().heapUsed;
    const began = performance.now();
    let collecting = 0;
    let peak = 0;
    for await (const _ of linesOf(fileOf(size), null, 'customers')) {
      const at = performance.now();
      collect();
      peak = Math.max(peak, process.memoryUsage().heapUsed - before);
      collecting += performance.now() - at;
    }
    peaks.push(Math.round(peak / 1024));
    perSecond = size / ((performance.now() - began - collecting) / 1000);
  }
  return [
    flat(`CSV: KB held while ${SIZES.join(' and ')} lines are read`, peaks, 1.5),
    beside('  lines a second', perSecond.toFixed(0)),
  ];
}
