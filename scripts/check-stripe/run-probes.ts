import type { Bench } from './bench.ts';
import { benchOn } from './bench.ts';
import type { Target } from './target.ts';
import type { Recording, Said } from './transcript.ts';

/** A question to Stripe, written once and asked wherever it runs. */
export interface Probe {
  /** Its name in the transcripts, and in the table of docs/BEHAVIOUR.md. */
  readonly name: string;
  readonly ask: (bench: Bench) => Promise<void>;
}

/** Asks one probe after the other. One that breaks says so in its recording, and the others go on. */
export async function runProbes(
  target: Target,
  probes: readonly Probe[],
  tell: (name: string) => void = () => undefined,
  report: (name: string, error: unknown) => void = (name, error) => console.error(`${name} broke:`, error),
): Promise<Recording> {
  const recording: Record<string, Readonly<Record<string, Said>>> = {};
  for (const { name, ask } of probes) {
    if (name in recording) throw new Error(`two probes are called ${name}`);
    tell(name);
    const sheet: Record<string, Said> = {};
    try {
      await ask(benchOn(target, sheet));
    } catch (error) {
      report(name, error);
      sheet.broke = error instanceof Error ? error.name : 'unknown';
    }
    recording[name] = sheet;
  }
  return recording;
}
