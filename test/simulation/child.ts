import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseWorlds } from '../../scripts/simulation/worlds.ts';
import { replaceGlobals } from './kernel/globals.ts';
import { migrationsIn } from './migrations.ts';
import { findMutation } from './mutations/load.ts';

/*
 * Runs seeds, one after the other, in a process of its own: it replaces the process's clock, timers, randomness and
 * network. One line of JSON for each seed.
 */
const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    /** These seeds, by commas, instead of so many in a row. */
    list: { type: 'string' },
    invoices: { type: 'string', default: '30' },
    trace: { type: 'boolean', default: false },
    /** Worlds of Stripe's that are not left to the seeds, as `name=value,name=value`. */
    world: { type: 'string' },
    /** A part that is away for a day, while nothing else goes wrong. */
    outage: { type: 'string' },
    /** The database is restored in every seed. */
    restored: { type: 'boolean', default: false },
    /** Where the repository is. */
    root: { type: 'string', default: '.' },
    /** The code was bundled without this guard: seeds until one sees it. */
    mutation: { type: 'string' },
    /** Every request to the database is recorded in that file, a line of JSON each. */
    record: { type: 'string' },
  },
});
const { root } = values;
const mutation = values.mutation === undefined ? null : findMutation(values.mutation);
replaceGlobals();
const { runSeed } = await import('./run-seed.ts');
const { PARTS } = await import('./world/away.ts');
const migrations = migrationsIn(root, mutation);
const { record: file } = values;
const record =
  file === undefined ? null : (recorded: object) => appendFileSync(file, `${JSON.stringify(recorded)}\n`);
const outage = PARTS.find((part) => part === values.outage) ?? null;
const pinned = values.world === undefined ? {} : parseWorlds(values.world);
const inARow = Array.from({ length: Number(values.seeds) }, (_, index) => Number(values.from) + index);
for (const seed of values.list?.split(',').map(Number) ?? inARow) {
  const onStep = values.trace ? (line: string) => console.error(line) : null;
  const report = await runSeed({
    seed: String(seed),
    invoices: Number(values.invoices),
    migrations,
    onStep,
    record,
    pinned,
    outage,
    restored: values.restored,
  });
  await say(report);
  if (mutation !== null && report.findings.length > 0) break;
}
process.exit(0);

/** Waits until the line is written, since the process exits right after. */
function say(report: object): Promise<void> {
  return new Promise((done) => process.stdout.write(`${JSON.stringify(report)}\n`, () => done()));
}
