import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { measureCosts } from '../../bench/costs/measure.ts';
import { priced } from '../../bench/costs/prices.ts';
import { buildDeployment } from '../../bench/harness/deployment.ts';
import { measureMappingRows } from '../../bench/mapping.ts';
import { measureReading } from '../../bench/reading.ts';

const deployment = await buildDeployment();

/** The figures of a row of the first table in docs/COSTS.md. */
function figures(row: string): readonly number[] {
  const [, cells = ''] =
    new RegExp(`^\\| \\**${row}\\** +\\|(.*)\\|$`, 'm').exec(readFileSync('docs/COSTS.md', 'utf8')) ?? [];
  return cells.split('|').map((cell) => Number(cell.replaceAll(/[*, ]/g, '')));
}

it('an invoice’s life and a tick take no more than docs/COSTS.md says', async () => {
  const plan = { warm: 1, invoices: 10, followed: 70, ticks: 30 };
  const { life, idle } = await measureCosts(deployment, plan);
  for (const [row, usage] of [
    ['an invoice’s life', life],
    ['a tick with nothing to do', idle],
  ] as const) {
    const [requests = 0, , rowsRead = 0, rowsWritten = 0, queueOperations = 0] = figures(row);
    expect(usage.requests).toBeLessThanOrEqual(requests);
    // What is read depends on what is there, and the first invoice of a business writes a row or two more.
    expect(usage.rowsRead).toBeLessThanOrEqual(rowsRead * 1.1);
    expect(usage.rowsWritten).toBeLessThanOrEqual(rowsWritten * 1.02);
    expect(usage.queueOperations).toBeLessThanOrEqual(queueOperations);
  }
}, 180_000);

it('D1 reads no more rows for a page, a list or any idle tick where a customer has three thousand invoices', async () => {
  const findings = await measureReading(deployment, () => undefined, [1_000, 3_000]);
  expect(findings.length).toBeGreaterThan(30);
  expect(findings.filter(({ isWithin }) => isWithin === false)).toEqual([]);
}, 180_000);

it('D1 reads no more rows for a page of client mapping however many clients there are', async () => {
  const findings = await measureMappingRows(deployment, [400, 1_200]);
  expect(findings.length).toBeGreaterThan(8);
  expect(findings.filter(({ isWithin }) => isWithin === false)).toEqual([]);
}, 180_000);

it('what is included in the plan costs nothing, and what is beyond it by the million', () => {
  const none = { requests: 10e6, cpuMs: 30e6, rowsRead: 25e9, rowsWritten: 50e6, queueOperations: 1e6 };
  expect(Object.values(priced(none)).every((cost) => cost === 0)).toBe(true);
  expect(priced({ ...none, rowsWritten: 205e6 }).rowsWritten).toBeCloseTo(155);
  expect(priced({ ...none, queueOperations: 27e6 }).queueOperations).toBeCloseTo(10.4);
});
