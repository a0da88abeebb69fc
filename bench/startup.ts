import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './harness/compare.ts';
import { benchWorker, type Deployment } from './harness/deployment.ts';
import { against, beside, type Finding } from './harness/finding.ts';
import { type Start, startOnce } from './harness/workerd.ts';

const ROUNDS = 9;
const BUDGET_MS = 100;

/**
 * What compiling and evaluating the bundle adds to a start: workerd, started anew until its first answer, with a bare hello and
 * with the same hello in a Worker that imports the deployed bundle, in turns. The budget is of CPU time, since the
 * elapsed time says as much of what else the machine does.
 */
export async function measureStartup(deployment: Deployment): Promise<readonly Finding[]> {
  const directory = await mkdtemp(join(tmpdir(), 'quittance-bench-'));
  try {
    await writeFile(join(directory, 'hello.js'), await benchWorker('hello'));
    await writeFile(join(directory, 'evaluated.js'), await benchWorker('evaluated'));
    await writeFile(join(directory, 'deployed.js'), deployment.code);
    const hello = join(directory, 'hello.capnp');
    const evaluated = join(directory, 'evaluated.capnp');
    await writeFile(hello, configurationOf(deployment, ['hello.js']));
    await writeFile(evaluated, configurationOf(deployment, ['evaluated.js', 'deployed.js']));

    const starts: { readonly bare: Start; readonly ours: Start }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      starts.push({ bare: await startOnce(hello), ours: await startOnce(evaluated) });
    }
    const elapsed = median(starts.map(({ bare, ours }) => (ours.elapsed - bare.elapsed) / 1000));
    const cpu = median(starts.map(({ bare, ours }) => ((ours.cpu ?? 0) - (bare.cpu ?? 0)) / 1000));
    const isKnown = starts.every(({ bare, ours }) => bare.cpu !== null && ours.cpu !== null);
    const what = 'start-up: the bundle compiled and evaluated';
    if (!isKnown) return [against(`${what}, elapsed`, elapsed, BUDGET_MS, ' ms')];
    return [
      against(`${what}, CPU`, cpu, BUDGET_MS, ' ms'),
      beside('  the same, elapsed', `${elapsed.toFixed(0)} ms`),
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** A workerd that serves these modules, the first of them the Worker, on a free port of the loopback interface. */
function configurationOf({ compatibilityDate, compatibilityFlags }: Deployment, modules: readonly string[]) {
  const list = modules.map((name) => `(name = "${name}", esModule = embed "${name}")`).join(', ');
  const flags = compatibilityFlags.map((flag) => `"${flag}"`).join(', ');
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [${list}],
    compatibilityDate = "${compatibilityDate}",
    compatibilityFlags = [${flags}],
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
}
