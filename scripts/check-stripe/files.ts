import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tools.ts';
import type { Transcript } from './transcript.ts';

const pathOf = (source: Transcript['source']): string =>
  join(ROOT, 'packages', 'stripe-sandbox', 'docs', 'transcripts', `${source}.json`);

/** What was recorded there; null where nobody has. */
export function readTranscript(source: Transcript['source']): Transcript | null {
  try {
    return JSON.parse(readFileSync(pathOf(source), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

export const writeTranscript = (transcript: Transcript): void =>
  writeFileSync(pathOf(transcript.source), `${JSON.stringify(transcript, null, 2)}\n`);
