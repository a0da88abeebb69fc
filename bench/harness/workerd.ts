import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { cpuTimeUs } from './cpu.ts';

/** What a start took until the first answer was complete, in microseconds. `cpu` is null where it is not to be had. */
export type Start = { readonly elapsed: number; readonly cpu: number | null };

/** Of the version that Miniflare runs, which is wrangler's. */
const program: string = (() => {
  const fromMiniflare = createRequire(createRequire(import.meta.url).resolve('miniflare'));
  const { default: path } = fromMiniflare('workerd');
  return path;
})();

/** Starts workerd on a configuration whose one socket is called `http`, asks it once, and ends it. */
export async function startOnce(configuration: string): Promise<Start> {
  const began = performance.now();
  const child = spawn(program, ['serve', configuration, '--control-fd=3'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const gone = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
    child.on('error', () => resolve());
  });
  try {
    const ended = gone.then(() => Promise.reject(new Error(`workerd did not start: ${complaint}`)));
    const port = await Promise.race([portFrom(child.stdio[3]), ended]);
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    const text = await answer.text();
    const elapsed = (performance.now() - began) * 1000;
    const cpu = child.pid === undefined ? null : cpuTimeUs(child.pid);
    if (text !== 'hello') throw new Error(`workerd answered ${answer.status}: ${text.slice(0, 300)}`);
    return { elapsed, cpu };
  } finally {
    child.kill('SIGKILL');
    await gone;
  }
}

/** The port of the socket, from what workerd says on its control descriptor once it listens. */
async function portFrom(control: unknown): Promise<number> {
  if (!(control instanceof Readable)) throw new Error('workerd was given no control descriptor');
  for await (const line of createInterface({ input: control })) {
    const said: { event?: string; port?: number } = JSON.parse(line);
    if (said.event === 'listen' && said.port !== undefined) return said.port;
  }
  throw new Error('workerd ended before it listened');
}
