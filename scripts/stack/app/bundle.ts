import { WRANGLER } from '../../business/store.ts';
import { runTool } from '../../tools.ts';

/**
 * Makes the Worker that a configuration describes, `index.js` with its source map, in a folder: by wrangler itself, which
 * deploys nothing. Throws with its words. Unless told otherwise it is minified where the configuration says so.
 */
export async function bundle(config: string, folder: string, more: readonly string[] = []): Promise<void> {
  const built = await runTool(
    ['wrangler', 'deploy', '--dry-run', '--outdir', folder, '--config', config, ...more],
    { ...WRANGLER, CLOUDFLARE_ENV: '', NO_COLOR: '1' },
  );
  if (built.code !== 0) throw new Error(`The app did not build:\n${built.output.trim()}`);
}
