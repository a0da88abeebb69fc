import { availableParallelism } from 'node:os';
import { runTool } from './tools.ts';

/** A check, the command that makes it, and what it is called in the report. The slowest stand first. */
const CHECKS: readonly (readonly [name: string, command: readonly [string, ...string[]]])[] = [
  ['unit tests and architecture', ['vitest', 'run', '--project', 'unit', '--reporter=dot']],
  ['dead code', ['knip', '--no-progress']],
  ['types of the Worker', ['tsc', '-p', 'tsconfig.json']],
  ["types of the Worker's tests", ['tsc', '-p', 'tsconfig.worker-tests.json']],
  ['types of scripts, sandbox and tests', ['tsc', '-p', 'tsconfig.node.json']],
  ['types of the simulation', ['tsc', '-p', 'test/simulation/tsconfig.json', '--noEmit']],
  ['types of the bench of collecting', ['tsc', '-p', 'bench/collecting/tsconfig.json', '--noEmit']],
  ['types of the domain, alone', ['tsc', '-p', 'tsconfig.domain.json']],
  ['format and lint', ['biome', 'check', '.']],
];

const began = performance.now();
const waiting = [...CHECKS];
let failures = 0;

async function worker(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [name, command] = next;
    const start = performance.now();
    const { code, output } = await runTool(command);
    const time = `${((performance.now() - start) / 1000).toFixed(1)} s`.padStart(7);
    console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(38)} ${time}`);
    if (code === 0) continue;
    failures += 1;
    console.log(`\n${command.join(' ')}\n${output.trim()}\n`);
  }
}

await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
const total = ((performance.now() - began) / 1000).toFixed(1);
console.log(`verify: ${CHECKS.length - failures} passed, ${failures} failed in ${total} s`);
process.exitCode = failures === 0 ? 0 : 1;
