import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { DEMO_BUSINESS } from '../../../scripts/demo/business.ts';
import { prepareDatabase } from '../../../scripts/stack/parts.ts';
import { localSecrets } from '../../../scripts/stack/settings.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A state directory of a stack that was never started: each file's stack starts on a copy. */
    readonly preparedState: string;
  }
}

/** Migrates one database for all files of a run: wrangler is started twice for it, which takes seconds. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'quittance-prepared-'));
  await prepareDatabase({ stateDirectory, secrets: await localSecrets(stateDirectory) }, DEMO_BUSINESS);
  project.provide('preparedState', stateDirectory);
  return () => rm(stateDirectory, { recursive: true, force: true });
}
