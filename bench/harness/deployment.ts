import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { bundle } from '../../scripts/stack/app/bundle.ts';
import { ROOT } from '../../scripts/tools.ts';

/** The Worker as `wrangler deploy` would upload it. */
export type Deployment = {
  /** The one module that wrangler makes, minified. */
  readonly code: string;
  readonly compatibilityDate: string;
  readonly compatibilityFlags: string[];
};

/** Builds what would be deployed, by wrangler itself, and deploys nothing. Throws with its words if it does not build. */
export async function buildDeployment(): Promise<Deployment> {
  const directory = await mkdtemp(join(tmpdir(), 'quittance-bench-'));
  try {
    await bundle(join(ROOT, 'wrangler.toml'), directory);
    const code = await readFile(join(directory, 'index.js'), 'utf8');
    const settings = await readFile(join(ROOT, 'wrangler.toml'), 'utf8');
    const [, compatibilityDate] = /^compatibility_date\s*=\s*"([^"]+)"/m.exec(settings) ?? [];
    const [, flags = ''] = /^compatibility_flags\s*=\s*\[([^\]]*)\]/m.exec(settings) ?? [];
    if (compatibilityDate === undefined) throw new Error('wrangler.toml has no compatibility_date');
    const compatibilityFlags = [...flags.matchAll(/"([^"]+)"/g)].map(([, flag = '']) => flag);
    return { code, compatibilityDate, compatibilityFlags };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** One of `bench/workers` as a module that workerd takes; what it imports is left as it stands. */
export async function benchWorker(
  name:
    | 'hello'
    | 'rows-in-hand'
    | 'bare-store'
    | 'evaluated'
    | 'counting'
    | 'counted-reads'
    | 'dark'
    | 'bare-queue',
): Promise<string> {
  const source = await readFile(join(ROOT, 'bench', 'workers', `${name}.worker.ts`), 'utf8');
  const { code } = await transform(source, { loader: 'ts', format: 'esm', target: 'es2024' });
  return code;
}
