import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, runTool } from '../tools.ts';

/** What the doctor finds wrong with the deployment as it runs, in sentences: an upgrade may be in its middle. */
export async function askDoctor(environment: string | null): Promise<readonly string[]> {
  const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
    await readFile(join(ROOT, 'package.json'), 'utf8'),
  );
  if (scripts.doctor === undefined) return [];
  const options = environment === null ? [] : ['--env', environment];
  const { code, output } = await runTool(['node', 'scripts/doctor.ts', '--rollout', ...options]);
  return code === 0 ? [] : ['The deployment is not well before the upgrade:', output.trim()];
}
