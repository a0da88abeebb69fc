import { WRANGLER } from '../../business/store.ts';
import { runTool } from '../../tools.ts';

/** Makes the Worker that a configuration describes, `index.js` with its source map, in a folder. Throws with wrangler's words. */
export async function bundle(config: string, folder: string): Promise<void> {
  const built = await runTool(
    ['wrangler', 'deploy', '--dry-run', '--minify=false', '--outdir', folder, '--config', config],
    { ...WRANGLER, CLOUDFLARE_ENV: '', NO_COLOR: '1' },
  );
  if (built.code !== 0) throw new Error(`The app did not build:\n${built.output.trim()}`);
}
