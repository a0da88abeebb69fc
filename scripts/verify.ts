import { availableParallelism } from 'node:os';
import { runTool } from './tools.ts';

/** A check's command and its name in the report. The slowest come first. */
const CHECKS: readonly (readonly [name: string, command: readonly [string, ...string[]]])[] = [
  // What the Worker's tests are checked with is what the Worker is checked with, plus the test runner's own module.
  ['types of the Worker and its tests', ['tsc', '-p', 'tsconfig.worker-tests.json']],
  ['types of simulation and bench', ['tsc', '-p', 'test/simulation']],
  ['types of scripts, sandbox and tests', ['tsc', '-p', 'tsconfig.node.json']],
  ['unit tests and architecture', ['vitest', 'run', '--project', 'unit', '--reporter=dot']],
  ['dead code', ['knip', '--no-progress']],
  ['format and lint', ['biome', 'check', '.']],
  ['types of the domain, alone', ['tsc', '-p', 'tsconfig.domain.json']],
];

const began = performance.now();
/** For whoever runs `npm test` after it, which has them. */
const isWithoutTests = process.argv.includes('--without-tests');
const checks = CHECKS.filter(([, [program]]) => !(isWithoutTests && program === 'vitest'));
const waiting = [...checks];
let failures = 0;

async function worker(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [name, command] = next;
    const start = performance.now();
    const { code, output } = await runTool(command, { TEST_PROPERTIES: 'few' });
    const time = `${((performance.now() - start) / 1000).toFixed(1)} s`.padStart(7);
    console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(38)} ${time}`);
    if (code === 0) continue;
    failures += 1;
    console.log(`\n${command.join(' ')}\n${output.trim()}\n`);
  }
}

await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
const total = ((performance.now() - began) / 1000).toFixed(1);
console.log(`verify: ${checks.length - failures} passed, ${failures} failed in ${total} s`);
process.exitCode = failures === 0 ? 0 : 1;
