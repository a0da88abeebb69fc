import { describe, expect, it } from 'vitest';
import { bundle } from '../../scripts/simulation/bundle.ts';
import { type Report, runChild } from '../../scripts/simulation/child.ts';
import { type Caught, listMutations, runMutations } from '../../scripts/simulation/mutations.ts';
import { runSeeds } from '../../scripts/simulation/seeds.ts';
import { addReport, emptySummary, neverEntered, neverHappened } from '../../scripts/simulation/summary.ts';
import { FAULTS } from './ports/faults.ts';
import { PARTS } from './world/away.ts';

/** In these each kind of trouble, each weak spot and each world comes, and in the last one schedules; a guard that is gone is looked for in more. */
const SEEDS = [25, 7, 12, 9, 8, 6, 39];
const MORE_SEEDS = [25, 7, 31, 12, 9, 6, 37, 8];
const INVOICES = 20;
const AT_ONCE = 2;
const LONG_MS = 300_000;

describe('days of invoices with everything going wrong', () => {
  it('charge nobody twice, forget nothing, in every world, and every kind of trouble happened', {
    timeout: LONG_MS,
  }, async () => {
    const summary = emptySummary();
    const wanted = { chosen: SEEDS, invoices: INVOICES, atOnce: AT_ONCE };
    await runSeeds(wanted, (report) => addReport(summary, report));
    expect(summary.bad.map(({ seed, findings }) => ({ seed, findings }))).toEqual([]);
    expect(neverHappened(summary, FAULTS)).toEqual([]);
    expect(neverEntered(summary)).toEqual([]);
  });

  it('are the same again for the same seed', { timeout: LONG_MS }, async () => {
    const program = await bundle();
    const reports: Report[] = [];
    for (let run = 0; run < 2; run += 1) {
      const options = ['--from', '7', '--invoices', String(INVOICES)];
      await runChild(program, options, (line) => reports.push(JSON.parse(line)));
    }
    const [first, second] = reports;
    expect(first?.steps).toBeGreaterThan(1000);
    expect(second).toEqual(first);
  });
});

describe('a day without a part of the platform', () => {
  it.each(PARTS)(
    'ends with all done an hour after %s is back, nothing dead, and somebody told',
    {
      timeout: LONG_MS,
    },
    async (outage) => {
      const summary = emptySummary();
      const wanted = { from: 1, seeds: 1, invoices: 4, atOnce: 1, outage };
      await runSeeds(wanted, (report) => addReport(summary, report));
      expect(summary.bad.map(({ seed, findings }) => ({ seed, findings }))).toEqual([]);
    },
  );
});

describe('the code without one of its guards', () => {
  it('is found out by the simulation', { timeout: LONG_MS }, async () => {
    const all = await listMutations();
    expect(all.flatMap(({ stale }) => stale ?? [])).toEqual([]);
    const mutations = all.filter(({ always }) => always);
    const missed: Caught[] = [];
    const tried = { seeds: MORE_SEEDS, invoices: INVOICES, atOnce: AT_ONCE, most: MORE_SEEDS.length };
    await runMutations(mutations, tried, (caught) => {
      if (caught.seeds === null) missed.push(caught);
    });
    expect(mutations.length).toBeGreaterThan(2);
    expect(missed.map(({ mutation }) => mutation.name)).toEqual([]);
  });
});
