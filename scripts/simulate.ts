import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { startBar } from './simulation/bar.ts';
import { bundle } from './simulation/bundle.ts';
import { type Report, runChild } from './simulation/child.ts';
import { listMutations, runMutations } from './simulation/mutations.ts';
import { runSeeds, worldOptions } from './simulation/seeds.ts';
import { addReport, describe, describeBad, emptySummary } from './simulation/summary.ts';
import { type Chosen, everyWorld, parseWorlds } from './simulation/worlds.ts';

/*
 * npm run simulate -- --seeds N --from S    days of invoices with everything going wrong; the books compared at the end
 * npm run simulate -- --world name=value    the same where Stripe goes this way; with `all`, each way in turn
 * npm run simulate -- --restores N          the same with a database restored in each seed, until so many were
 * npm run simulate -- --outage PART         a day without `stripe`, `mail`, `queue` or `d1`, and what is done an hour later
 * npm run simulate -- --mutations           the same without each of the code's guards: every one must be missed
 * npm run simulate -- --from S --trace      one seed, told step by step
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    from: { type: 'string', default: '1' },
    invoices: { type: 'string', default: '30' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    mutations: { type: 'boolean', default: false },
    only: { type: 'string' },
    trace: { type: 'boolean', default: false },
    world: { type: 'string' },
    outage: { type: 'string' },
    restores: { type: 'string' },
  },
});
const [from, invoices, atOnce] = [Number(values.from), Number(values.invoices), Number(values.jobs)];
const pins = pinsOf(values.world);
const began = performance.now();
const seconds = () => (performance.now() - began) / 1000;

/** What is not left to the seeds: one after the other, each with as many seeds. */
function pinsOf(world: string | undefined): readonly Chosen[] {
  if (world === undefined) return [{}];
  return world === 'all' ? everyWorld() : [parseWorlds(world)];
}

async function simulate(): Promise<boolean> {
  if (values.restores !== undefined) return restore(Number(values.restores));
  const seeds = Number(values.seeds ?? 100);
  const summary = emptySummary();
  const bar = startBar(seeds * pins.length, process.stderr);
  for (const pinned of pins) {
    await runSeeds({ from, seeds, invoices, atOnce, pinned, outage: values.outage }, (report) => {
      addReport(summary, report);
      sayBad(report, bar);
      const { invoiceDays, bad } = summary;
      const speed = `${(summary.seeds / seconds()).toFixed(1)} seeds/s, ${Math.round(invoiceDays / seconds())} invoice-days/s`;
      bar.show(summary.seeds, `${speed}, ${bad.length} bad`);
    });
  }
  bar.end();
  console.log(describe(summary, seconds()).join('\n'));
  return summary.bad.length === 0;
}

/** Seeds until so many databases were restored: a seed whose account was revoked meanwhile restores none. */
async function restore(wanted: number): Promise<boolean> {
  const summary = emptySummary();
  const bar = startBar(wanted, process.stderr);
  const restored = () => summary.facts.get('restores') ?? 0;
  for (let next = from; restored() < wanted; next = from + summary.seeds) {
    const seeds = wanted - restored();
    await runSeeds(
      { from: next, seeds, invoices, atOnce, pinned: pins[0] ?? {}, restored: true },
      (report) => {
        addReport(summary, report);
        sayBad(report, bar);
        bar.show(restored(), `restored, ${summary.bad.length} bad`);
      },
    );
  }
  bar.end();
  console.log(describe(summary, seconds()).join('\n'));
  return summary.bad.length === 0;
}

/** A seed with findings is told of at once: whoever watches need not wait for the end. */
function sayBad(report: Report, bar: ReturnType<typeof startBar>): void {
  if (report.findings.length === 0) return;
  bar.end();
  console.log(describeBad(report).join('\n'));
}

async function mutate(): Promise<boolean> {
  const all = await listMutations();
  // Mutations that are caught by few seeds run first.
  const mutations = all
    .filter(({ name }) => values.only === undefined || name.includes(values.only))
    .toSorted((a, b) => a.within - b.within);
  const bar = startBar(mutations.length, process.stderr);
  let [done, missed] = [0, 0];
  const most = Number(values.seeds ?? Number.MAX_SAFE_INTEGER);
  await runMutations(mutations, { seeds: from, invoices, atOnce, most }, ({ mutation, seeds, finding }) => {
    done += 1;
    if (seeds === null) missed += 1;
    bar.end();
    const how =
      seeds === null
        ? `NOT CAUGHT within ${mutation.within}`
        : `${String(seeds).padStart(3)} of ${mutation.within}`;
    console.log(`${how}  ${mutation.name}: ${finding ?? ''}`);
    bar.show(done, `${missed} not caught`);
  });
  bar.end();
  console.log(
    `${mutations.length - missed} of ${mutations.length} mutations caught in ${seconds().toFixed(1)} s`,
  );
  return missed === 0;
}

async function trace(): Promise<boolean> {
  const numbers = ['--from', String(from), '--invoices', String(invoices)];
  const restored = values.restores === undefined ? [] : ['--restored'];
  const options = [...numbers, '--trace', ...restored, ...worldOptions(pins[0])];
  const { code, errors } = await runChild(await bundle(), options, (line) => console.log(line));
  console.log(errors);
  return code === 0;
}

const good = values.trace ? await trace() : values.mutations ? await mutate() : await simulate();
process.exitCode = good ? 0 : 1;
