import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { linesOf } from '../src/operations/imports/lines-of.ts';
import { against, beside, type Finding } from './harness/finding.ts';

const FEW = 5_000;
const MANY = 50_000;
/** Of memory, whatever the file's length, KB: a quarter of the text of the long one. */
const MOST_KB = 1_024;

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
  // What is compiled the first time is held ever after.
  await readAll(FEW, collect);
  const few = await readAll(FEW, collect);
  const many = await readAll(MANY, collect);
  return [
    against(`CSV: held while ${MANY.toLocaleString('en')} lines are read`, many.peakKb, MOST_KB, ' KB'),
    beside(`  while ${FEW.toLocaleString('en')} are`, `${few.peakKb.toFixed(0)} KB`),
    beside('  lines a second', many.perSecond.toFixed(0)),
  ];
}

/** Reads a file of so many lines. The most that it held after any of its batches, KB, and its lines a second. */
async function readAll(lines: number, collect: () => void): Promise<{ peakKb: number; perSecond: number }> {
  collect();
  const before = process.memoryUsage().heapUsed;
  const began = performance.now();
  let collecting = 0;
  let peak = 0;
  for await (const _ of linesOf(fileOf(lines), null, 'customers')) {
    const at = performance.now();
    collect();
    peak = Math.max(peak, process.memoryUsage().heapUsed - before);
    collecting += performance.now() - at;
  }
  return {
    peakKb: peak / 1024,
    perSecond: lines / ((performance.now() - began - collecting) / 1000),
  };
}
