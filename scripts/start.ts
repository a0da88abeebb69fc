import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DemoInvoice, demoInvoices, seedDemo } from './demo/seed.ts';
import { alreadyRunning, BESIDE } from './stack/already.ts';
import { banner } from './stack/banner.ts';
import { writeDemoFile } from './stack/demo-file.ts';
import { holdDirectory } from './stack/hold.ts';
import { portsFrom, takenPorts } from './stack/ports.ts';
import { startProgress } from './stack/progress.ts';
import { type End, untilAsked } from './stack/shutdown.ts';
import { StartFailure } from './stack/wait.ts';
import { type Stack, startStack } from './stack.ts';
import { DEMO_FILE, LOCAL_FOLDER } from './tools.ts';

const TICK_MS = 60_000;

/** Brings everything up, seeds the demo, shows the links, and ends with Ctrl-C or with the first part that ends. */
async function main(): Promise<number> {
  const asked = untilAsked();
  if (holdDirectory(LOCAL_FOLDER) === null) {
    console.error(`${await alreadyRunning()}\n${BESIDE}`);
    return 1;
  }
  const parsed = portsFrom(process.env);
  const problems = 'problems' in parsed ? parsed.problems : await takenPorts(parsed.ports);
  if ('problems' in parsed || problems.length > 0) {
    console.error(problems.join('\n'));
    return 1;
  }
  const progress = startProgress(process.stdout);
  const starting = startStack({
    ports: parsed.ports,
    stateDirectory: LOCAL_FOLDER,
    verbose: process.argv.includes('--verbose'),
    onStep: (step) => progress.step(step),
  });
  const stack = await Promise.race([starting, asked]).catch((error: unknown) => failed(error));
  if (!('stop' in stack)) {
    progress.end(stack.reason);
    return stack.code;
  }
  const end = await Promise.race([run(stack, progress), asked, died(stack)]);
  progress.end(end.reason);
  await stack.stop();
  console.log('Everything is stopped.');
  return end.code;
}

/** Seeds and shows; then goes on for ever, unless seeding fails. */
async function run(stack: Stack, progress: ReturnType<typeof startProgress>): Promise<End> {
  let invoices: readonly DemoInvoice[];
  try {
    // Idempotency keys expire after a day, so this mark prevents an old demo from being created again.
    const seeded = join(LOCAL_FOLDER, 'demo-seeded');
    if (!existsSync(seeded)) {
      progress.step('the demo');
      await seedDemo(stack);
      await writeFile(seeded, '');
    }
    invoices = await demoInvoices(stack);
    await writeDemoFile(DEMO_FILE, stack, invoices);
  } catch (error) {
    return {
      code: 1,
      reason: `The demo could not be made: ${error instanceof Error ? error.message : error}`,
    };
  }
  progress.end(banner(stack, invoices));
  keepTicking(stack);
  return new Promise<End>(() => undefined);
}

/** Cron every minute, as deployed. A tick that takes longer than a minute is not overtaken by the next. */
function keepTicking(stack: Stack): void {
  let busy = false;
  setInterval(() => {
    if (busy) return;
    busy = true;
    stack
      .tick()
      .catch((error: unknown) => console.error(`Cron: ${error instanceof Error ? error.message : error}`))
      .finally(() => {
        busy = false;
      });
  }, TICK_MS).unref();
}

async function died(stack: Stack): Promise<End> {
  return { code: 1, reason: `${await stack.died}\nStopping the rest.` };
}

function failed(error: unknown): End {
  const reason = error instanceof StartFailure ? error.message : error instanceof Error ? error.stack : error;
  return { code: 1, reason: String(reason) };
}

// Explicit: whatever is still starting must not keep a finished run alive, and ends with it (stack/child.ts).
process.exit(await main());
