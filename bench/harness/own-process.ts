import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../../scripts/tools.ts';

/** Runs a script in a process of its own, whose clock, timers and network are not the machine's; what it printed as JSON. */
export async function inOwnProcess<T>(
  script: string,
  count: number,
  say: (text: string) => void,
): Promise<T> {
  const child = spawn(process.execPath, [script, String(count)], {
    cwd: join(ROOT),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  let answer = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  for await (const line of createInterface({ input: child.stderr })) say(`  ${line}`);
  const code = await ended;
  if (code !== 0) throw new Error(`${script} ${count} ended with ${code}`);
  const measured: T = JSON.parse(answer);
  return measured;
}
