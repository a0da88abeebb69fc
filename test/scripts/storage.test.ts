import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const COUNTS = [500, 2_500];
const MOST_BYTES = 12 * 1024;

it('a paid invoice takes at most 12 KB in the database, however many there are, and less after a year', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    'bench/storage/run.ts',
    ...COUNTS.map(String),
  ]);
  const { paid, kept }: { readonly paid: [number, number][]; readonly kept: [number, number][] } =
    JSON.parse(stdout);
  const [few = 0, many = 0] = paid.map(([, bytes]) => bytes);
  expect(many).toBeLessThanOrEqual(MOST_BYTES);
  expect(many / few).toBeLessThan(1.05);
  expect(kept.at(-1)?.[1]).toBeLessThan(many);
}, 120_000);
